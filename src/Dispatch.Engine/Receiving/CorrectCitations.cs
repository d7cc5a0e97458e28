using Dispatch.Engine.Kernel;
using Dispatch.Engine.Lifecycle;
using Dispatch.Engine.Persistence;
using Dispatch.Engine.Registering;
using Dispatch.Engine.Tracing;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Dispatch.Engine.Receiving;

/// <summary>Sửa văn bản được dẫn: the clerk puts right what intake read, or a partner told, of the documents that a paper from outside cites or answers. The whole list stands instead of the one before.</summary>
/// <param name="IncomingId">The paper.</param>
/// <param name="Cites">What its text cites, in the order of the text; at most <see cref="PaperCitation.Most"/>, empty when it cites nothing.</param>
public sealed record CorrectCitations(Id<IncomingDispatch> IncomingId, IReadOnlyList<PaperCitation> Cites) : IAct<IncomingView>, IShaped, ICarriesText
{
    /// <inheritdoc />
    public Refusal? Flaw() => PaperCitation.Flaw(Cites, "cites");

    /// <inheritdoc />
    public IEnumerable<string?> Texts() => Cites.SelectMany(cited => cited.Texts());
}

internal sealed class CorrectCitationsHandler(DispatchDbContext db, PaperDesk<IncomingDispatch, IncomingView> desk) : IRequestHandler<CorrectCitations, Outcome<IncomingView>>
{
    private static readonly RouteStep Step = new(null, null, "receiving.citations-corrected");

    public Task<Outcome<IncomingView>> Handle(CorrectCitations request, CancellationToken cancellationToken)
    {
        List<PaperCitation> cites = [.. request.Cites.Select(cited => cited.Clean())];
        return desk.DoAsync(
            request.IncomingId, Step, async i => await HasTextAsync(i, cancellationToken) ? ReceivingRefusals.CitesByItself : i.Cite(cites), i => new { Cites = cites.Select(cited => cited.Line).ToArray() }, cancellationToken);
    }

    /// <summary>Whether the original was issued in this installation, so that its own text says what it cites.</summary>
    private async Task<bool> HasTextAsync(IncomingDispatch incoming, CancellationToken cancellationToken)
    {
        using var across = db.Across(Crossing.Family);
        return await db.Set<OfficialDispatch>().AnyAsync(d => d.Id == new Id<OfficialDispatch>(incoming.FamilyId.Value), cancellationToken);
    }
}
