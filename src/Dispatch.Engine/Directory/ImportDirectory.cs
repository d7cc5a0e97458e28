using Dispatch.Engine.Kernel;
using MediatR;

namespace Dispatch.Engine.Directory;

/// <summary>Nhập danh mục cơ quan: three CSV files of bodies, groups and members. Rows are added or changed by key; nothing is deleted.</summary>
/// <param name="BodiesCsv">Bodies and units.</param>
/// <param name="GroupsCsv">Groups of recipients.</param>
/// <param name="MembersCsv">Members of groups, with from and to.</param>
public sealed record ImportDirectory(string BodiesCsv, string GroupsCsv, string MembersCsv) : IAct<DirectoryImported>, ICarriesText
{
    /// <inheritdoc />
    public IEnumerable<string?> Texts() => [BodiesCsv, GroupsCsv, MembersCsv];
}

internal sealed class ImportDirectoryHandler(DirectoryImporter importer, ActContext context, TimeProvider clock) : IRequestHandler<ImportDirectory, Outcome<DirectoryImported>>
{
    public async Task<Outcome<DirectoryImported>> Handle(ImportDirectory request, CancellationToken cancellationToken)
    {
        var imported = await importer.ImportAsync(request.BodiesCsv, request.GroupsCsv, request.MembersCsv, clock.GetUtcNow(), cancellationToken);
        if (!imported.IsRefused)
        {
            // In the installation's log whoever imports: every office reads the same directory, and RememberedDirectory knows by that log's size that it changed.
            context.Note(Installation.Id, "directory.imported", context.Someone.OrganisationId.Value, new { imported.Value.BodiesAdded, imported.Value.GroupsAdded, imported.Value.MembersAdded, Changes = imported.Value.Changes.Count });
        }

        return imported;
    }
}
