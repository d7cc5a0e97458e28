using Dispatch.Engine.Kernel;
using Dispatch.Engine.Persistence;
using MediatR;

namespace Dispatch.Engine.Directory;

/// <summary>
/// Nhập danh mục cơ quan: CSV files of bodies, groups and members, and where there are any of names that changed, identifier codes and office holders. Rows are added or changed by
/// key; nothing is deleted. An administrator may bring in what stands under their own organisation, and its groups; the whole directory is brought in at the machine.
/// </summary>
/// <param name="BodiesCsv">Bodies and units.</param>
/// <param name="GroupsCsv">Groups of recipients.</param>
/// <param name="MembersCsv">Members of groups, with from and to.</param>
/// <param name="NamesCsv">Names that were or will be borne for a time; may be empty.</param>
/// <param name="CodesCsv">Identifier codes besides the one in use; may be empty.</param>
/// <param name="HoldersCsv">Office holders, with from and to; may be empty.</param>
public sealed record ImportDirectory(string BodiesCsv, string GroupsCsv, string MembersCsv, string NamesCsv = "", string CodesCsv = "", string HoldersCsv = "") : IAct<DirectoryImported>, ICarriesText
{
    /// <inheritdoc />
    public IEnumerable<string?> Texts() => [BodiesCsv, GroupsCsv, MembersCsv, NamesCsv, CodesCsv, HoldersCsv];
}

/// <summary>What an import would do, without doing it.</summary>
/// <param name="Import">The import.</param>
public sealed record PreviewDirectory(ImportDirectory Import) : IQuestion<DirectoryImported>;

internal sealed class ImportDirectoryHandler(DirectoryImporter importer, DispatchDbContext db, ActContext context, TimeProvider clock) :
    IRequestHandler<ImportDirectory, Outcome<DirectoryImported>>, IRequestHandler<PreviewDirectory, Outcome<DirectoryImported>>
{
    public async Task<Outcome<DirectoryImported>> Handle(ImportDirectory request, CancellationToken cancellationToken)
    {
        var imported = await importer.ImportAsync(request, Within, clock.GetUtcNow(), cancellationToken);
        if (!imported.IsRefused)
        {
            // In the installation's log whoever imports: every office reads the same directory, and RememberedDirectory knows by that log's size that it changed.
            context.Note(Installation.Id, "directory.imported", context.Someone.OrganisationId.Value, new { imported.Value.BodiesAdded, imported.Value.GroupsAdded, imported.Value.MembersAdded, imported.Value.DetailsAdded, Changes = imported.Value.Changes.Count });
        }

        return imported;
    }

    public async Task<Outcome<DirectoryImported>> Handle(PreviewDirectory request, CancellationToken cancellationToken)
    {
        var imported = await importer.ImportAsync(request.Import, Within, clock.GetUtcNow(), cancellationToken);
        // What is not saved was never done.
        db.Forget();
        return imported;
    }

    /// <summary>Under which organisation a person may change the directory; null for the installation itself.</summary>
    private Id<Body>? Within => context.Someone.Is(Role.System) ? null : context.Someone.OrganisationId;
}
