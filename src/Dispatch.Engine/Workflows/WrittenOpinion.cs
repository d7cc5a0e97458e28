using Dispatch.Engine.Directory;
using Dispatch.Engine.Kernel;
using Dispatch.Engine.Lifecycle;
using Dispatch.Engine.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Dispatch.Engine.Workflows;

/// <summary>Whose voice an opinion is: the three parts of the phiếu giải quyết văn bản đến (Phụ lục IV mục VII).</summary>
public enum OpinionVoice
{
    /// <summary>Lãnh đạo cơ quan, tổ chức.</summary>
    Leader,

    /// <summary>Lãnh đạo đơn vị.</summary>
    UnitHead,

    /// <summary>Người giải quyết, and whoever else was asked.</summary>
    Officer,
}

/// <summary>What somebody wrote on a matter's way: at a step, asked for an opinion or support, or giving the matter on.</summary>
/// <param name="By">Who.</param>
/// <param name="Title">Their office.</param>
/// <param name="At">When.</param>
/// <param name="Voice">As whom.</param>
/// <param name="Words">What; null where a leader assigned without a word: that they did, and when, is told all the same.</param>
/// <param name="To">To whom the matter was given; null when to nobody.</param>
public sealed record WrittenOpinion(string By, string Title, DateTimeOffset At, OpinionVoice Voice, string? Words, string? To);

/// <summary>Reads what people wrote about a paper; asked only for a paper the reader may see.</summary>
internal static class WrittenOpinions
{
    private const string Assign = nameof(IncomingAct.Assign);

    private const string Close = nameof(IncomingAct.Close);

    /// <summary>The opinions that count, oldest first: of a step the matter was taken back over none does.</summary>
    public static async Task<IReadOnlyList<WrittenOpinion>> OpinionsAsync(this DispatchDbContext db, Guid paperId, CancellationToken cancellationToken)
    {
        var done = await db.Set<WorkflowTask>().AsNoTracking()
            .Where(t => t.PaperId == paperId && t.Outcome != null && t.ClosedById != null && !t.IsUndone && (t.Opinion != null || t.Act == Assign)).OrderBy(t => t.Id).ToListAsync(cancellationToken);
        var given = await db.Set<TaskNote>().AsNoTracking()
            .Where(n => n.Event == TaskEvent.Forwarded && db.Set<WorkflowTask>().Any(t => t.Id == n.TaskId && t.PaperId == paperId)).ToListAsync(cancellationToken);
        Id<Person>[] ids = [.. done.Select(t => t.ClosedById).Concat(given.SelectMany(n => new[] { n.ById, n.ToId })).OfType<Id<Person>>().Distinct()];
        var people = await db.Set<Person>().AsNoTracking().Where(p => ids.Contains(p.Id)).ToDictionaryAsync(p => p.Id, cancellationToken);
        return
        [
            .. done.Select(t => Of(people[t.ClosedById!.Value], t.ClosedAt!.Value, t.Opinion, isHandler: t.Act == Close))
                .Concat(given.Select(n => Of(people[n.ById!.Value], n.At, n.Words, isHandler: false) with { To = people[n.ToId!.Value].FullName }))
                .OrderBy(opinion => opinion.At),
        ];
    }

    private static WrittenOpinion Of(Person by, DateTimeOffset at, string? words, bool isHandler) =>
        new(by.FullName, by.Title, at, isHandler ? OpinionVoice.Officer : VoiceOf(by.Roles), words, To: null);

    private static OpinionVoice VoiceOf(Role roles) =>
        roles.HasFlag(Role.Signer) ? OpinionVoice.Leader : roles.HasFlag(Role.UnitHead) ? OpinionVoice.UnitHead : OpinionVoice.Officer;
}
