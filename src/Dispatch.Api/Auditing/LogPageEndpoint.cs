using System.Globalization;
using Dispatch.Api.Components;
using Dispatch.Engine.Auditing;
using Dispatch.Engine.Directory;
using Dispatch.Engine.Kernel;
using Dispatch.Engine.Tracing;
using MediatR;

namespace Dispatch.Api.Auditing;

/// <summary>What the page of the log shows.</summary>
/// <param name="Asked">Which leaves.</param>
/// <param name="Number">Số, ký hiệu as typed.</param>
/// <param name="Found">The papers of that number; empty when none was typed.</param>
/// <param name="Log">A page of them.</param>
/// <param name="People">Whose names are offered.</param>
/// <param name="Refusal">Why nothing is shown; null when something may be.</param>
public sealed record LogModel(ListLog Asked, string? Number, IReadOnlyList<SearchHit> Found, Page<LogLine> Log, IReadOnlyList<string> People, Refusal? Refusal);

/// <summary>The log as an auditor reads it: by day, by person, by paper.</summary>
internal static class LogPageEndpoint
{
    private const string Path = "/log";

    public static void MapLogPage(this IEndpointRouteBuilder routes)
    {
        routes.MapGet(Path, ShowAsync);
        routes.MapGet(Path + "/file", async (string? form, HttpRequest request, IMediator mediator, CancellationToken cancellationToken) =>
        {
            var query = LogQuery.Of(request.Query);
            var asked = PageWords.Read<LogForm>(form) ?? LogForm.Csv;
            var file = await mediator.Send(new ExportLog(query.Asked(), asked), cancellationToken);
            return file.IsRefused ? PageResult.Refused(file.Refusal) : AuditingEndpoints.FileOf(file.Value, asked);
        });
    }

    private static async Task<IResult> ShowAsync(HttpRequest request, IMediator mediator, CancellationToken cancellationToken)
    {
        var query = LogQuery.Of(request.Query);
        var found = query.Number?.Trim() is { Length: > 0 } number ? await mediator.Send(new LocatePaper(number), cancellationToken) : new Page<SearchHit>([], null);
        var papers = found.IsRefused ? [] : found.Value.Items;
        var asked = query.Asked() with { Subject = papers is [var only] ? only.PaperId : query.SubjectId };
        var log = await mediator.Send(asked, cancellationToken);
        var people = await mediator.Send(new ListPeople(), cancellationToken);
        return log.IsRefused && log.Refusal.Kind is not RefusalKind.Invalid
            ? PageResult.Refused(log.Refusal)
            : PageResult.Of<LogPage>(new LogModel(
                asked, query.Number, papers, log.IsRefused ? new Page<LogLine>([], null) : log.Value, people.IsRefused ? [] : [.. people.Value.Items.Select(person => person.FullName).Distinct(StringComparer.Ordinal)], log.Refusal ?? found.Refusal));
    }

    /// <summary>What the address asks for.</summary>
    private sealed record LogQuery(string? From, string? To, string? Actor, string? Subject, string? Number, string? Act, string? After)
    {
        public static LogQuery Of(IQueryCollection query) => new(query["from"], query["to"], query["actor"], query["subject"], query["number"], query["act"], query["after"]);

        public Guid? SubjectId => Guid.TryParse(Subject, out var id) ? id : null;

        public ListLog Asked() => new(
            PageWords.ReadDay(From), PageWords.ReadDay(To), Actor, SubjectId, Act, long.TryParse(After, NumberStyles.None, CultureInfo.InvariantCulture, out var before) ? before : null);
    }
}
