using System.Globalization;
using Dispatch.Engine.Kernel;
using MediatR;

namespace Dispatch.Api.Components;

/// <summary>A paper of a run, and why a step of it was refused in this run.</summary>
public sealed record BulkRow(BulkPaper Paper, Refusal? Refusal);

/// <summary>What the page of a run shows.</summary>
/// <param name="Home">The list it was begun from.</param>
/// <param name="Label">What is done.</param>
/// <param name="Here">The run's own address.</param>
/// <param name="Rows">Its papers, in the order in which they came to be.</param>
/// <param name="IsRunning">Whether it goes on by itself.</param>
public sealed record BulkModel(string Home, string Label, string Here, IReadOnlyList<BulkRow> Rows, bool IsRunning)
{
    /// <summary>Papers that still want a step.</summary>
    public int Left => Rows.Count(row => row.Paper.NextStep is not null && row.Refusal is null);

    /// <summary>Papers refused in this run.</summary>
    public int Refused => Rows.Count(row => row.Refusal is not null);
}

/// <summary>Many papers, one act each: planned at an address that names them, done some at a time, told paper by paper.</summary>
internal static class BulkPageEndpoint
{
    private const int AtOnce = 5;

    private static readonly Refusal ChooseFirst = new("bulk.nothing-chosen", RefusalKind.Invalid, "Chưa chọn văn bản nào. Hãy trở lại danh sách, đánh dấu văn bản rồi bấm lại.");
    private static readonly Refusal TooMany = new("bulk.too-many", RefusalKind.Invalid, $"Mỗi lần làm nhiều nhất {BulkPlan.Most} văn bản. Hãy chọn ít hơn.");

    public static void MapBulk(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/bulk", ShowAsync);
        routes.MapPost("/bulk", GoOnAsync);
    }

    private static async Task<IResult> ShowAsync(HttpContext http, IMediator mediator, TimeProvider clock)
    {
        var asked = Read(http);
        if (asked.IsRefused)
        {
            return PageResult.Refused(asked.Refusal);
        }

        if (!Guid.TryParse(http.Request.Query["run"], out _))
        {
            return Results.Redirect("/bulk" + http.Request.QueryString.Add("run", Guid.CreateVersion7(clock.GetUtcNow()).ToString()));
        }

        return await PageAsync(asked.Value, http, mediator, new Dictionary<Guid, Refusal>(), isRunning: false);
    }

    private static async Task<IResult> GoOnAsync(HttpContext http, PageForms forms, IMediator mediator, IServiceScopeFactory scopes, ActContext act)
    {
        var (form, asked) = (forms.Form, Read(http));
        if (asked.IsRefused)
        {
            return PageResult.Refused(asked.Refusal);
        }

        var (plan, papers) = asked.Value;
        var refused = Refused(form);
        var done = 0;
        foreach (var paper in papers.Where(paper => !refused.ContainsKey(paper)))
        {
            if (done == AtOnce)
            {
                break;
            }

            var (hasActed, why) = await StepsAsync(plan, paper, http.Request.Query["run"].ToString(), scopes, act, http.RequestAborted);
            done += hasActed ? 1 : 0;
            if (why is not null)
            {
                refused[paper] = why;
            }
        }

        return await PageAsync(asked.Value, http, mediator, refused, isRunning: true);
    }

    /// <summary>Every step of the plan that is lawful for a paper now, each an act in a scope and under a key of its own.</summary>
    private static async Task<(bool HasActed, Refusal? Why)> StepsAsync(BulkPlan plan, Guid paper, string run, IServiceScopeFactory scopes, ActContext by, CancellationToken cancellationToken)
    {
        var hasActed = false;
        for (var i = 0; i < plan.Steps.Count; i++)
        {
            await using var scope = scopes.CreateAsyncScope();
            var mediator = scope.ServiceProvider.GetRequiredService<IMediator>();
            var context = scope.ServiceProvider.GetRequiredService<ActContext>();
            context.Actor = by.Actor;
            var found = await plan.Find(plan, paper, mediator, cancellationToken);
            if (found.IsRefused || found.Value.NextStep is not { } step)
            {
                return (hasActed, found.Refusal);
            }

            context.IdempotencyKey = string.Create(CultureInfo.InvariantCulture, $"bulk-{run}-{step}-{paper}");
            hasActed = true;
            if (await plan.Act(step, paper, mediator, cancellationToken) is { } why)
            {
                return (hasActed, why);
            }
        }

        return (hasActed, null);
    }

    private static async Task<IResult> PageAsync((BulkPlan Plan, IReadOnlyList<Guid> Papers) asked, HttpContext http, IMediator mediator, IReadOnlyDictionary<Guid, Refusal> refused, bool isRunning)
    {
        var rows = new List<BulkRow>();
        foreach (var paper in asked.Papers)
        {
            var found = await asked.Plan.Find(asked.Plan, paper, mediator, http.RequestAborted);
            if (found.IsRefused)
            {
                return PageResult.Refused(found.Refusal);
            }

            rows.Add(new BulkRow(found.Value, refused.GetValueOrDefault(paper)));
        }

        return PageResult.Of<BulkPage>(new BulkModel(asked.Plan.Home, asked.Plan.Label, "/bulk" + http.Request.QueryString, rows, isRunning));
    }

    private static Outcome<(BulkPlan Plan, IReadOnlyList<Guid> Papers)> Read(HttpContext http)
    {
        var query = http.Request.Query;
        var plan = BulkPlan.All.FirstOrDefault(plan => plan.Home == query["list"] && plan.Name == query["act"]);
        var papers = query["paper"].Select(text => Guid.TryParse(text, out var id) ? id : default).Where(id => id != default).Distinct().Order().ToList();
        return (plan, papers.Count) switch
        {
            (null, _) => KernelRefusals.Unknown("việc này"),
            (_, 0) => ChooseFirst,
            (_, > BulkPlan.Most) => TooMany,
            _ => (plan, papers),
        };
    }

    /// <summary>What was refused in this run already, carried by its form: it is not tried again until the run is begun anew.</summary>
    private static Dictionary<Guid, Refusal> Refused(PageForm form) =>
        form.Typed.Where(field => field.Key.StartsWith("why-", StringComparison.Ordinal) && Guid.TryParse(field.Key[4..], out _))
            .ToDictionary(field => Guid.Parse(field.Key[4..]), field => new Refusal("bulk.refused-before", RefusalKind.Conflict, field.Value));
}
