using System.Text;
using Dispatch.Engine.Kernel;
using Dispatch.Engine.Persistence;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Dispatch.Engine.Workflows.Changing;

/// <summary>
/// A version of a procedure of the organisation's own is brought in, read and proven. Nothing runs it before it is published. The same text twice is one version.
/// </summary>
/// <param name="Json">An Elsa 3 workflow definition whose definitionId is that of a shipped procedure; up to 1 MB.</param>
public sealed record UploadProcedure(string Json) : IAct<ProcedureView>, IShaped, ICarriesText
{
    private const int Most = 1024 * 1024;

    /// <inheritdoc />
    public Refusal? Flaw() => Encoding.UTF8.GetByteCount(Json) is 0 or > Most ? KernelRefusals.Shape("json", "Hãy chọn tệp quy trình (JSON, không quá 1 MB).") : null;

    /// <inheritdoc />
    public IEnumerable<string?> Texts() => [Json];
}

/// <summary>Whose version of a procedure.</summary>
public enum ProcedureOwner
{
    /// <summary>What comes with the system.</summary>
    Shipped,

    /// <summary>The organisation's own.</summary>
    Own,
}

/// <summary>A version of a procedure.</summary>
/// <param name="DefinitionId">The procedure.</param>
/// <param name="Owner">Whose.</param>
/// <param name="Number">Its number, among its owner's.</param>
/// <param name="Name">What people call it.</param>
/// <param name="Hash">SHA-256 of its text.</param>
/// <param name="Stage">How far it has come.</param>
/// <param name="IsInForce">Whether new matters of the organisation begin with it.</param>
/// <param name="Running">Matters of the organisation that run it and have not ended.</param>
/// <param name="UploadedAt">When it came in.</param>
/// <param name="Version">Version of the row.</param>
public sealed record ProcedureView(
    string DefinitionId, ProcedureOwner Owner, int Number, string Name, string Hash, ProcedureStage Stage, bool IsInForce, int Running, DateTimeOffset UploadedAt, int Version) : IHasVersion
{
    internal static ProcedureView Of(WorkflowVersion version, ProcedureOwner owner, bool isInForce, int running, int row) =>
        new(version.DefinitionId, owner, version.Number, version.Name, version.Hash, version.Stage, isInForce, running, version.UploadedAt, row);
}

internal sealed class UploadProcedureHandler(DispatchDbContext db, WorkflowCatalog catalog, ActContext context, TimeProvider clock) : IRequestHandler<UploadProcedure, Outcome<ProcedureView>>
{
    public async Task<Outcome<ProcedureView>> Handle(UploadProcedure request, CancellationToken cancellationToken)
    {
        var proven = catalog.Prove(request.Json, "Tệp tải lên");
        if (proven.IsRefused)
        {
            return proven.Refusal;
        }

        var definition = proven.Value;
        if (!catalog.Knows(definition.DefinitionId))
        {
            return ProcedureRefusals.NotShipped;
        }

        var actor = context.Someone;
        var own = await db.Set<WorkflowVersion>().Where(v => v.OwnerId == actor.OrganisationId && v.DefinitionId == definition.DefinitionId).OrderBy(v => v.Number).ToListAsync(cancellationToken);
        if (own.Find(v => v.Hash == definition.Hash) is { } same)
        {
            return ProcedureView.Of(same, ProcedureOwner.Own, same.Stage is ProcedureStage.Published, 0, same.Version);
        }

        if (own.Exists(v => v.Number == definition.Version))
        {
            return ProcedureRefusals.NumberTaken(definition.DefinitionId, definition.Version, own[^1].Number + 1);
        }

        var version = Version(definition, actor.OrganisationId);
        db.Add(version);
        context.Note(actor.OrganisationId, "workflow.procedure-uploaded", actor.OrganisationId.Value, new { version.DefinitionId, version.Number, version.Hash });
        return ProcedureView.Of(version, ProcedureOwner.Own, isInForce: false, 0, version.Version);
    }

    private WorkflowVersion Version(WorkflowDefinition definition, Id<Directory.Body> owner) => new()
    {
        OwnerId = owner,
        DefinitionId = definition.DefinitionId,
        Number = definition.Version,
        Hash = definition.Hash,
        Json = definition.Text,
        Name = definition.Name.Length > 200 ? definition.Name[..200] : definition.Name,
        Stage = ProcedureStage.Checked,
        UploadedAt = clock.GetUtcNow(),
        UploadedById = context.Someone.PersonId,
    };
}
