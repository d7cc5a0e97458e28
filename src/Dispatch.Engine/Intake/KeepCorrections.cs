using Dispatch.Engine.Directory;
using Dispatch.Engine.Kernel;
using Dispatch.Engine.Persistence;
using Dispatch.Engine.Receiving;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Dispatch.Engine.Intake;

/// <summary>Keeps what a clerk changed in a reading before registering it, once for each dispatch. It changes neither the dispatch nor the reader.</summary>
/// <param name="IncomingId">The dispatch that was registered from the reading.</param>
/// <param name="Fields">The fields that differ, at most 20.</param>
public sealed record KeepCorrections(Id<IncomingDispatch> IncomingId, IReadOnlyList<CorrectedField> Fields) : IAct<CorrectionsKept>, IShaped, ICarriesText
{
    private const int MostFields = 20;

    /// <inheritdoc />
    public Refusal? Flaw() =>
        Fields.Count is 0 or > MostFields || Fields.DistinctBy(f => f.Field, StringComparer.Ordinal).Count() != Fields.Count
            ? KernelRefusals.Shape("fields", "Phải có từ 1 đến 20 trường được sửa, mỗi trường một lần.")
            : Fields.Select(Flaw).FirstOrDefault(f => f is not null);

    /// <inheritdoc />
    public IEnumerable<string?> Texts() => Fields.SelectMany(f => new[] { f.Field, f.Read, f.Kept });

    private static Refusal? Flaw(CorrectedField field) => field switch
    {
        { Field.Length: 0 or > 40 } => KernelRefusals.Shape("fields.field", "Tên trường phải có từ 1 đến 40 ký tự."),
        { Read.Length: > IntakeCorrection.LongestValue } or { Kept.Length: > IntakeCorrection.LongestValue } => KernelRefusals.Shape("fields.kept", "Giá trị dài quá 1.000 ký tự."),
        { Confidence: < 0 or > 1 or double.NaN } => KernelRefusals.Shape("fields.confidence", "Độ tin cậy phải từ 0 đến 1."),
        _ => null,
    };
}

/// <summary>One field that was corrected.</summary>
/// <param name="Field">The field, as the reading names it.</param>
/// <param name="Read">What was read; null where nothing was.</param>
/// <param name="Confidence">How sure the reader was, from 0 to 1.</param>
/// <param name="Kept">What the clerk registered.</param>
public sealed record CorrectedField(string Field, string? Read, double Confidence, string Kept);

/// <summary>What was kept.</summary>
/// <param name="Count">How many corrections are new.</param>
public sealed record CorrectionsKept(int Count);

internal sealed class KeepCorrectionsHandler(DispatchDbContext db, ActContext context, TimeProvider clock) : IRequestHandler<KeepCorrections, Outcome<CorrectionsKept>>
{
    public async Task<Outcome<CorrectionsKept>> Handle(KeepCorrections request, CancellationToken cancellationToken)
    {
        var actor = context.Someone;
        if (actor.PersonId is not { } person || !await db.Set<IncomingDispatch>().SeenBy(actor).AnyAsync(i => i.Id == request.IncomingId, cancellationToken))
        {
            return KernelRefusals.Unknown("văn bản đến");
        }

        var there = await db.Set<IntakeCorrection>().Where(c => c.IncomingId == request.IncomingId).Select(c => c.Field).ToListAsync(cancellationToken);
        var now = clock.GetUtcNow();
        var corrections = request.Fields.Where(f => !there.Contains(f.Field, StringComparer.Ordinal)).Select(f => new IntakeCorrection
        {
            Id = Id<IntakeCorrection>.New(now),
            OrganisationId = actor.OrganisationId,
            IncomingId = request.IncomingId,
            PersonId = person,
            KeptAt = now,
            Field = f.Field,
            ReadValue = f.Read,
            Confidence = f.Confidence,
            KeptValue = f.Kept,
        }).ToList();
        db.AddRange(corrections);
        context.Note(actor.OrganisationId, "intake.corrections-kept", request.IncomingId.Value, new { Fields = corrections.Select(c => c.Field).ToArray() });
        return new CorrectionsKept(corrections.Count);
    }
}
