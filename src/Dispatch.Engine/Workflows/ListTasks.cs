using Dispatch.Engine.Copying;
using Dispatch.Engine.Directory;
using Dispatch.Engine.Kernel;
using Dispatch.Engine.Persistence;
using Dispatch.Engine.Receiving;
using Dispatch.Engine.Registering;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Dispatch.Engine.Workflows;

/// <summary>Việc của tôi: every step this person may take now, oldest first; pages by key.</summary>
/// <param name="After">The last id of the page before.</param>
/// <param name="Take">1 to 500.</param>
public sealed record ListTasks(Id<WorkflowTask>? After = null, int Take = 50) : IQuestion<Page<TaskView>>;

/// <summary>A step that waits.</summary>
/// <param name="Id">Identity.</param>
/// <param name="PaperId">The paper.</param>
/// <param name="PaperType">What the paper is.</param>
/// <param name="Act">The legal act.</param>
/// <param name="Title">What is to be done.</param>
/// <param name="Paper">How people name the paper.</param>
/// <param name="Subject">Trích yếu.</param>
/// <param name="Urgency">Mức độ khẩn.</param>
/// <param name="OpenedAt">Since when it waits.</param>
public sealed record TaskView(Id<WorkflowTask> Id, Guid PaperId, TaskPaper PaperType, string Act, string Title, string Paper, string Subject, Urgency Urgency, DateTimeOffset OpenedAt);

/// <summary>What kind of paper a step is about.</summary>
public enum TaskPaper
{
    /// <summary>Văn bản đi.</summary>
    Dispatch,

    /// <summary>Văn bản đến.</summary>
    Incoming,

    /// <summary>Bản sao.</summary>
    Copy,
}

internal sealed class ListTasksHandler(DispatchDbContext db, ActContext context) : IRequestHandler<ListTasks, Outcome<Page<TaskView>>>
{
    public async Task<Outcome<Page<TaskView>>> Handle(ListTasks request, CancellationToken cancellationToken)
    {
        var page = await db.Set<WorkflowTask>().AsNoTracking().OpenTo(context.Someone)
            .PageAsync(t => t.Id, request.After, request.Take, task => task, task => task.Id.ToString(), cancellationToken);
        var papers = await PapersAsync([.. page.Items.Select(task => task.PaperId)], cancellationToken);
        return new Page<TaskView>([.. page.Items.Select(task => View(task, papers[task.PaperId]))], page.Next);
    }

    private static TaskView View(WorkflowTask task, Named paper) => new(task.Id, task.PaperId, paper.Type, task.Act, task.Title, paper.Paper, paper.Subject, paper.Urgency, task.OpenedAt);

    private async Task<Dictionary<Guid, Named>> PapersAsync(IReadOnlyList<Guid> ids, CancellationToken cancellationToken)
    {
        var actor = context.Someone;
        var dispatchIds = ids.Select(id => new Id<OfficialDispatch>(id)).ToList();
        var incomingIds = ids.Select(id => new Id<IncomingDispatch>(id)).ToList();
        var copyIds = ids.Select(id => new Id<CertifiedCopy>(id)).ToList();
        var dispatches = await db.Set<OfficialDispatch>().AsNoTracking().SeenBy(actor).Where(d => dispatchIds.Contains(d.Id)).ToListAsync(cancellationToken);
        var incoming = await db.Set<IncomingDispatch>().AsNoTracking().SeenBy(actor).Where(i => incomingIds.Contains(i.Id)).ToListAsync(cancellationToken);
        var copies = await db.Set<CertifiedCopy>().AsNoTracking().SeenBy(actor).Where(c => copyIds.Contains(c.Id)).ToListAsync(cancellationToken);
        var sourceIds = copies.Select(c => c.SourceId).ToList();
        var sources = await db.Set<IncomingDispatch>().AsNoTracking().SeenBy(actor).Where(i => sourceIds.Contains(i.Id)).ToDictionaryAsync(i => i.Id, cancellationToken);
        return dispatches.Select(d => (d.Id.Value, new Named(TaskPaper.Dispatch, d.NumberAndSymbol ?? d.Symbol, d.Subject, d.Text.Urgency)))
            .Concat(incoming.Select(i => (i.Id.Value, new Named(TaskPaper.Incoming, i.Facts.NumberAndSymbol, i.Facts.Subject, i.Facts.Urgency))))
            .Concat(copies.Select(c => (c.Id.Value, new Named(TaskPaper.Copy, c.NumberAndSymbol ?? sources[c.SourceId].Facts.NumberAndSymbol, sources[c.SourceId].Facts.Subject, sources[c.SourceId].Facts.Urgency))))
            .ToDictionary(pair => pair.Value, pair => pair.Item2);
    }

    private sealed record Named(TaskPaper Type, string Paper, string Subject, Urgency Urgency);
}
