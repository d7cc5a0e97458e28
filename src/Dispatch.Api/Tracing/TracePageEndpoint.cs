using System.Globalization;
using System.Security.Cryptography;
using Dispatch.Api.Components;
using Dispatch.Api.Intake;
using Dispatch.Engine.Kernel;
using Dispatch.Engine.Tracing;
using MediatR;

namespace Dispatch.Api.Tracing;

/// <summary>What the page shows on which a trace begins.</summary>
/// <param name="Text">What was typed.</param>
/// <param name="Found">The papers it may be; null before anything was asked.</param>
/// <param name="Refusal">Why it could not be asked.</param>
public sealed record LocateModel(string? Text, Page<SearchHit>? Found, Refusal? Refusal);

/// <summary>What the page of a trace shows.</summary>
/// <param name="PaperId">The paper it began with.</param>
/// <param name="View">In which form.</param>
/// <param name="Tree">The family.</param>
/// <param name="Rows">One page of its nodes, for the table.</param>
/// <param name="Events">One page of its trail, for the timeline.</param>
/// <param name="Next">Where the next page begins.</param>
public sealed record TraceModel(Guid PaperId, string View, FamilyTree Tree, IReadOnlyList<TraceNode> Rows, IReadOnlyList<TrailEvent> Events, string? Next)
{
    /// <summary>The tree.</summary>
    public const string Family = "tree";

    /// <summary>What happened, in order.</summary>
    public const string Timeline = "timeline";

    /// <summary>Who holds what.</summary>
    public const string Table = "table";
}

/// <summary>How the trace's pages say things.</summary>
internal static class TraceWording
{
    /// <summary>Hours as people say them: "5 giờ", "3 ngày".</summary>
    public static string Waited(int? hours) => hours switch
    {
        null => "",
        < 48 => string.Create(CultureInfo.InvariantCulture, $"{hours} giờ"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{hours / 24} ngày"),
    };
}

internal static class TracePageEndpoint
{
    private const string Home = "/trace";
    private const int RowsAtOnce = 200;

    private static readonly string[] Moments = ["yyyy-MM-ddTHH:mm", "d/M/yyyy H:mm"];

    private static readonly Refusal NoFile = new("tracing.no-file-chosen", RefusalKind.Invalid, "Chưa chọn tệp. Hãy chọn một tệp PDF rồi bấm Truy vết từ tệp.");

    public static void MapTracePages(this IEndpointRouteBuilder routes)
    {
        routes.MapGet(Home, LocateAsync).ForWhoMay<LocatePaper>();
        routes.MapPost(Home, LocateFileAsync);
        routes.MapGet(Home + "/{id:guid}", ShowAsync);
    }

    private static async Task<IResult> LocateAsync(string? text, IMediator mediator, CancellationToken cancellationToken)
    {
        if (string.IsNullOrWhiteSpace(text))
        {
            return PageResult.Of<LocatePage>(new LocateModel(null, null, null));
        }

        var found = await mediator.Send(new LocatePaper(text), cancellationToken);
        return Answer(text, found);
    }

    private static async Task<IResult> LocateFileAsync(HttpContext http, PageForms forms, IMediator mediator)
    {
        var form = forms.Form;
        var file = await PostedFile.ReadAsync(http, "file", NoFile, http.RequestAborted);
        return file.IsRefused
            ? PageResult.Of<LocatePage>(new LocateModel(null, null, file.Refusal))
            : Answer(null, await mediator.Send(new LocatePaper(Convert.ToHexStringLower(SHA256.HashData(file.Value.Bytes))), http.RequestAborted));
    }

    /// <summary>The one paper it can only be is shown at once.</summary>
    private static IResult Answer(string? text, Outcome<Page<SearchHit>> found) => found switch
    {
        { IsRefused: true } => PageResult.Of<LocatePage>(new LocateModel(text, null, found.Refusal)),
        { Value.Items: [var only] } => PageResult.Done($"{Home}/{only.PaperId}"),
        _ => PageResult.Of<LocatePage>(new LocateModel(text, found.Value, null)),
    };

    private static async Task<IResult> ShowAsync(Guid id, string? view, string? asAt, string? after, IMediator mediator, CancellationToken cancellationToken)
    {
        var moment = Moment(asAt);
        if (moment is null && !string.IsNullOrWhiteSpace(asAt))
        {
            return PageResult.Refused(NoMoment(asAt));
        }

        var tree = await mediator.Send(new TraceFamily(id, moment), cancellationToken);
        if (tree.IsRefused)
        {
            return PageResult.Refused(tree.Refusal);
        }

        var model = new TraceModel(id, view is TraceModel.Timeline or TraceModel.Table ? view : TraceModel.Family, tree.Value, [], [], null);
        if (model.View == TraceModel.Table)
        {
            var from = int.TryParse(after, NumberStyles.None, CultureInfo.InvariantCulture, out var place) ? place : 0;
            model = model with
            {
                Rows = [.. tree.Value.Nodes.Skip(from).Take(RowsAtOnce)],
                Next = from + RowsAtOnce < tree.Value.Nodes.Count ? (from + RowsAtOnce).ToString(CultureInfo.InvariantCulture) : null,
            };
        }
        else if (model.View == TraceModel.Timeline)
        {
            var trail = await mediator.Send(new FindTrail(id, moment, after), cancellationToken);
            if (trail.IsRefused)
            {
                return PageResult.Refused(trail.Refusal);
            }

            model = model with { Events = trail.Value.Items, Next = trail.Value.Next };
        }

        return PageResult.Of<TracePage>(model);
    }

    private static Refusal NoMoment(string typed) =>
        new("shape.moment", RefusalKind.Invalid, $"Không có thời điểm “{typed}”. Hãy quay lại nhập ngày/tháng/năm giờ:phút, ví dụ 17/12/2024 08:30.");

    /// <summary>A moment in Vietnam's time, as people write it or as links carry it; a day alone is the whole of it.</summary>
    private static DateTimeOffset? Moment(string? text) =>
        PageWords.ReadDay(text) is { } day ? OfficeTime.At(day, new TimeOnly(23, 59))
        : DateTime.TryParseExact(text?.Trim(), Moments, CultureInfo.InvariantCulture, DateTimeStyles.None, out var local)
            ? OfficeTime.At(DateOnly.FromDateTime(local), TimeOnly.FromDateTime(local))
            : null;
}
