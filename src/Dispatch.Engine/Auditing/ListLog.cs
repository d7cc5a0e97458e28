using System.Globalization;
using System.Text.Json;
using Dispatch.Engine.Kernel;
using Dispatch.Engine.Persistence;
using Dispatch.Engine.Workflows;
using Dispatch.Templates.Sheets;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Dispatch.Engine.Auditing;

/// <summary>The organisation's log, the newest leaf first: by day, by who did it, by what it was about; pages by the place in the log.</summary>
/// <param name="From">Only what happened on or after this day.</param>
/// <param name="To">Only what happened on or before this day.</param>
/// <param name="Actor">Only what somebody of this name did, as named at the time, from the first letter to the last.</param>
/// <param name="Subject">Only what was about this paper, person or thing.</param>
/// <param name="Act">Only acts of this word, or of this stage (<c>signing</c>).</param>
/// <param name="Before">What <c>next</c> of the page before said.</param>
/// <param name="Take">1 to 500.</param>
public sealed record ListLog(DateOnly? From = null, DateOnly? To = null, string? Actor = null, Guid? Subject = null, string? Act = null, long? Before = null, int Take = 100) : IQuestion<Page<LogLine>>, IShaped
{
    /// <inheritdoc />
    public Refusal? Flaw() => From is { } from && To is { } to ? KernelRefusals.Span(from, to) : null;
}

/// <summary>The same leaves as a file, the earliest first.</summary>
/// <param name="Asked">Which; its page and how many of it are not looked at.</param>
/// <param name="Form">For a spreadsheet, or for a program that hashes them again.</param>
public sealed record ExportLog(ListLog Asked, LogForm Form) : IQuestion<byte[]>, IShaped
{
    /// <summary>How many leaves go into a file.</summary>
    public const int Most = 50_000;

    /// <inheritdoc />
    public Refusal? Flaw() => Asked.Flaw();
}

/// <summary>As what a log is taken away.</summary>
public enum LogForm
{
    /// <summary>Comma-separated values, as Excel opens them.</summary>
    Csv,

    /// <summary>JSON, each leaf with the exact text that was hashed.</summary>
    Json,
}

/// <summary>One leaf as people read it, and as anybody may hash it again.</summary>
/// <param name="Index">Its place, from 0.</param>
/// <param name="At">When.</param>
/// <param name="Act">The word for what happened.</param>
/// <param name="Actor">Who did it, as named at the time.</param>
/// <param name="Subject">What it was about.</param>
/// <param name="PaperId">The paper: the subject, or what somebody read or proposed to take back; null when it is about none.</param>
/// <param name="PaperType">What kind of paper that is.</param>
/// <param name="Paper">How people name it.</param>
/// <param name="Entry">The exact text that was hashed.</param>
/// <param name="LeafHash">SHA-256(0x00 ‖ entry), hex.</param>
public sealed record LogLine(long Index, DateTimeOffset At, string Act, string Actor, Guid Subject, Guid? PaperId, TaskPaper? PaperType, string? Paper, string Entry, string LeafHash);

internal sealed class ListLogHandler(DispatchDbContext db, PaperNames names, ActContext context) :
    IRequestHandler<ListLog, Outcome<Page<LogLine>>>, IRequestHandler<ExportLog, Outcome<byte[]>>
{
    // Under whose name they stand is not the paper's: the reader's, or the recall's. Which paper it was is a fact of theirs.
    private static readonly string[] ElsewhereAbout = ["access.read", "recalling.proposed", "recalling.declined"];

    private static readonly string[] Columns = ["Dòng", "Lúc", "Việc", "Mã việc", "Người làm", "Văn bản", "Mã đối tượng", "Nội dung gốc", "Mã băm"];

    public async Task<Outcome<Page<LogLine>>> Handle(ListLog request, CancellationToken cancellationToken)
    {
        var take = Math.Clamp(request.Take, 1, Paging.Most);
        var leaves = await Asked(request).OrderByDescending(leaf => leaf.Index).Take(take + 1).ToListAsync(cancellationToken);
        var lines = await LinesAsync([.. leaves.Take(take)], cancellationToken);
        return new Page<LogLine>(lines, leaves.Count > take ? lines[^1].Index.ToString(CultureInfo.InvariantCulture) : null);
    }

    public async Task<Outcome<byte[]>> Handle(ExportLog request, CancellationToken cancellationToken)
    {
        var leaves = await Asked(request.Asked with { Before = null }).OrderBy(leaf => leaf.Index).Take(ExportLog.Most + 1).ToListAsync(cancellationToken);
        if (leaves.Count > ExportLog.Most)
        {
            return KernelRefusals.Shape("from", $"Có hơn {ExportLog.Most} dòng. Hãy chọn khoảng ngày ngắn hơn rồi tải lại.");
        }

        var lines = await LinesAsync(leaves, cancellationToken);
        return request.Form is LogForm.Json ? JsonSerializer.SerializeToUtf8Bytes(lines, KernelJson.Options) : SheetCsv.Of(lines.Select(Row).Prepend(Columns));
    }

    private static string[] Row(LogLine line) =>
    [
        line.Index.ToString(CultureInfo.InvariantCulture), OfficeTime.Local(line.At).ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture), LogWording.Of(line.Act), line.Act, line.Actor,
        line.Paper ?? string.Empty, line.Subject.ToString(), line.Entry, line.LeafHash,
    ];

    private IQueryable<AuditLeaf> Asked(ListLog request)
    {
        var house = context.Someone.OrganisationId;
        var leaves = db.Set<AuditLeaf>().AsNoTracking().Where(leaf => leaf.OrganisationId == house);
        leaves = request.Before is { } before ? leaves.Where(leaf => leaf.Index < before) : leaves;
        if (request.Subject is { } subject)
        {
            var about = subject.ToString();
            leaves = leaves.Where(leaf => leaf.Subject == subject || (ElsewhereAbout.Contains(leaf.Act) && leaf.Entry.Contains(about)));
        }

        leaves = request.Actor?.Trim() is { Length: > 0 } actor ? leaves.Where(leaf => leaf.ActorName == actor) : leaves;
        leaves = request.Act switch
        {
            { Length: > 0 } act when act.Contains('.', StringComparison.Ordinal) => leaves.Where(leaf => leaf.Act == act),
            { Length: > 0 } stage => leaves.Where(leaf => leaf.Act.StartsWith(stage + ".")),
            _ => leaves,
        };
        if (request.From is { } from)
        {
            var began = OfficeTime.At(from, TimeOnly.MinValue).ToUniversalTime();
            leaves = leaves.Where(leaf => leaf.At >= began);
        }

        if (request.To is { } to)
        {
            var ended = OfficeTime.At(to.AddDays(1), TimeOnly.MinValue).ToUniversalTime();
            leaves = leaves.Where(leaf => leaf.At < ended);
        }

        return leaves;
    }

    private static Guid PaperOf(AuditLeaf leaf) =>
        ElsewhereAbout.Contains(leaf.Act, StringComparer.Ordinal) && LoggedLeaf.Read(leaf.Entry) is { } said && Guid.TryParse(said.Fact("paper") ?? said.Fact("dispatchId"), out var paper) ? paper : leaf.Subject;

    private async Task<List<LogLine>> LinesAsync(List<AuditLeaf> leaves, CancellationToken cancellationToken)
    {
        var about = leaves.ConvertAll(PaperOf);
        var papers = new Dictionary<Guid, PaperName>();
        foreach (var some in about.Distinct().Chunk(Paging.Most))
        {
            foreach (var (id, name) in await names.OfAsync(some, cancellationToken))
            {
                papers.Add(id, name);
            }
        }

        return [.. leaves.Zip(about, (leaf, id) => Line(leaf, id, papers.GetValueOrDefault(id)))];
    }

    private static LogLine Line(AuditLeaf leaf, Guid id, PaperName? paper) =>
        new(leaf.Index, leaf.At, leaf.Act, leaf.ActorName, leaf.Subject, paper is null ? null : id, paper?.Type, paper?.Paper, leaf.Entry, Convert.ToHexStringLower(leaf.LeafHash));
}
