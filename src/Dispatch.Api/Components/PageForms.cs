using System.Globalization;
using Dispatch.Engine.Kernel;
using MediatR;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.Extensions.Primitives;

namespace Dispatch.Api.Components;

/// <summary>Stands before every page: a form that is posted is read and judged before the page's own endpoint sees it, so that none can forget to.</summary>
internal sealed class OurForms(PageForms forms) : IEndpointFilter
{
    public async ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next) =>
        HttpMethods.IsPost(context.HttpContext.Request.Method) && await forms.ReadAsync(context.HttpContext) is { } refusal ? PageResult.Refused(refusal) : await next(context);
}

/// <summary>Takes in the forms of pages: made by us, for this person, once.</summary>
internal sealed class PageForms(IAntiforgery antiforgery, IMediator mediator, ActContext act)
{
    private static readonly Refusal NotOurForm =
        new("access.form-expired", RefusalKind.Invalid, "Biểu mẫu đã hết hạn hoặc không phải do trang này tạo ra. Hãy tải lại trang rồi làm lại.");

    /// <summary>The hidden field by which a form names its days.</summary>
    public const string DayMark = "a-day";

    // Half of what an act's key may have.
    private const int LongestKey = 50;

    private PageForm? form;

    /// <summary>The form that was posted to a page; there is one in every endpoint of a POST.</summary>
    public PageForm Form => form ?? throw new InvalidOperationException("No form was read: the page stands outside the groups of Pages.");

    /// <summary>Reads the posted form; refused when it does not carry the token of a page of ours, or when one of its days is none.</summary>
    public async Task<Refusal?> ReadAsync(HttpContext http)
    {
        var fields = await FieldsAsync(http);
        if (fields is null || !IsKey(fields["key"].ToString()) || !await antiforgery.IsRequestValidAsync(http))
        {
            return NotOurForm;
        }

        form = new PageForm(fields);
        return form.UnreadableDay() is { } day ? NoDay(day) : null;
    }

    /// <summary>Whether the key of a form can be one that a page of ours made, with room for the step behind it; forms that do nothing twice have none.</summary>
    private static bool IsKey(string key) => key.Length <= LongestKey && key.All(letter => letter is > ' ' and <= '~');

    /// <summary>What was sent; null when no form can be read of it: cut off, without its boundary, too many fields, letters that are none. A body that is too large is told as that.</summary>
    private static async Task<IFormCollection?> FieldsAsync(HttpContext http)
    {
        try
        {
            return http.Request.HasFormContentType ? await http.Request.ReadFormAsync(http.RequestAborted) : null;
        }
        catch (Exception unreadable) when (unreadable is InvalidDataException or InvalidOperationException or (IOException and not BadHttpRequestException))
        {
            return null;
        }
    }

    /// <summary>Sends an act under the key and the version the form was made with; a second act of the same form names its step, so that each has a key of its own.</summary>
    public Task<Outcome<T>> SendAsync<T>(IRequest<Outcome<T>> request, PageForm form, CancellationToken cancellationToken, string step = "")
    {
        Take(form, step);
        return mediator.Send(request, cancellationToken);
    }

    /// <summary>Takes the key and the version of a form for what is done next.</summary>
    public void Take(PageForm form, string step = "")
    {
        act.IdempotencyKey = form.Text("key") is { Length: > 0 } key ? key + step : null;
        act.ExpectedVersion = int.TryParse(form.Text("version"), NumberStyles.None, CultureInfo.InvariantCulture, out var version) ? version : null;
    }

    private static Refusal NoDay(string typed) => new("shape.day", RefusalKind.Invalid, $"Không có ngày “{typed}”. Hãy quay lại nhập ngày/tháng/năm, ví dụ 17/12/2024.");
}

/// <summary>The fields of a posted form.</summary>
internal sealed class PageForm(IFormCollection fields)
{
    /// <summary>Everything typed, to be shown again beside a refusal.</summary>
    public IReadOnlyDictionary<string, string> Typed =>
        fields.Where(typed => typed.Key is not ("__token" or PageForms.DayMark or "key" or "version" or "password" or "current" or "new" or "again" or "code")).ToDictionary(typed => typed.Key, typed => typed.Value.ToString(), StringComparer.Ordinal);

    /// <summary>A field as typed; empty when it is not there.</summary>
    public string Text(string name) => fields[name].ToString();

    /// <summary>A field; null when it is blank.</summary>
    public string? Optional(string name) => fields[name].ToString().Trim() is { Length: > 0 } text ? text : null;

    /// <summary>The lines of a text area that are not blank.</summary>
    public IReadOnlyList<string> Lines(string name) => Text(name).Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);

    /// <summary>Whether a box is ticked.</summary>
    public bool IsTicked(string name) => !StringValues.IsNullOrEmpty(fields[name]);

    /// <summary>An id; one that names nothing when the field holds none, so that the engine says what is missing.</summary>
    public Id<T> Id<T>(string name) => Engine.Kernel.Id<T>.TryParse(Text(name), CultureInfo.InvariantCulture, out var id) ? id : default;

    /// <summary>Ids of every ticked box of a name.</summary>
    public IReadOnlyList<Id<T>> Ids<T>(string name) =>
        [.. fields[name].Where(text => Engine.Kernel.Id<T>.TryParse(text, CultureInfo.InvariantCulture, out _)).Select(text => Engine.Kernel.Id<T>.Parse(text!, CultureInfo.InvariantCulture))];

    /// <summary>The numbers of every ticked box of a name; null when none is ticked.</summary>
    public IReadOnlyList<int>? Numbers(string name) =>
        fields[name].Select(text => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 0).Where(number => number > 0).ToList() is { Count: > 0 } numbers ? numbers : null;

    /// <summary>What was typed for a day and is none; null when every day of the form is one, or empty.</summary>
    public string? UnreadableDay() => fields[PageForms.DayMark].Select(name => Text(name ?? "").Trim()).FirstOrDefault(text => text.Length > 0 && PageWords.ReadDay(text) is null);

    /// <summary>A day; null when there is none.</summary>
    public DateOnly? Date(string name) => PageWords.ReadDay(Optional(name));

    /// <summary>One of an enum's names; its first value when the field holds another.</summary>
    public T Choice<T>(string name)
        where T : struct, Enum => Enum.TryParse<T>(Text(name), out var value) && Enum.IsDefined(value) ? value : default;
}

/// <summary>An act that was refused a moment ago: told beside its button, with what was typed.</summary>
/// <param name="Act">The act's name.</param>
/// <param name="Refusal">Why not.</param>
/// <param name="Typed">The fields of its form.</param>
public sealed record RefusedAct(string Act, Refusal Refusal, IReadOnlyDictionary<string, string> Typed)
{
    /// <summary>What was typed in a field of an act's form; null when another act was refused.</summary>
    public string? TypedIn(string act, string field) => act == Act ? Typed.GetValueOrDefault(field) : null;
}
