using System.Globalization;
using System.Runtime.CompilerServices;
using Dispatch.Engine.Copying;
using Dispatch.Engine.Directory;
using Dispatch.Engine.Distributing;
using Dispatch.Engine.Kernel;
using Dispatch.Engine.Receiving;
using Dispatch.Engine.Registering;
using Dispatch.Engine.Signing;
using Microsoft.EntityFrameworkCore;

namespace Dispatch.Engine.Persistence;

/// <summary>The files that rows name, and whose rows. Who adds a column that names a file adds it here, or the file goes two days after it was stored; a test looks at every column of the model.</summary>
internal static class NamedFiles
{
    /// <summary>The columns that hold the hash of a file and nothing else.</summary>
    public static readonly IReadOnlyList<FileColumn> Columns =
    [
        .. Of<OfficialDispatch>(nameof(OfficialDispatch.OrganisationId), nameof(OfficialDispatch.SignedHash), nameof(OfficialDispatch.SealedHash), nameof(OfficialDispatch.ContentHash)),
        .. Of<CertifiedCopy>(nameof(CertifiedCopy.OrganisationId), nameof(CertifiedCopy.SourceHash), nameof(CertifiedCopy.SignedHash), nameof(CertifiedCopy.ContentHash)),
        .. Of<IncomingDispatch>(nameof(IncomingDispatch.OrganisationId), nameof(IncomingDispatch.ContentHash)),
        .. Of<Consignment>(nameof(Consignment.SenderId), nameof(Consignment.ContentHash)),
        .. Of<SigningSession>(nameof(SigningSession.OrganisationId), nameof(SigningSession.SignedHash)),
        new FileColumn(typeof(SigningSession), nameof(SigningSession.PreparedHash), (db, now) =>
            db.Set<SigningSession>().Where(SigningSession.KeepsFile(now)).Select(session => new OwnedFile { Owner = session.OrganisationId, Hash = session.PreparedHash })),
    ];

    /// <summary>Every hash that is named at an instant, some of them several times; read under one <see cref="Crossing.System"/> scope.</summary>
    public static IAsyncEnumerable<string> ReadAsync(DispatchDbContext db, DateTimeOffset now, CancellationToken cancellationToken) =>
        ReadAsync(Columns.Select(column => Hashes(column.Read(db, now))).Concat([Sent(db.Set<Consignment>()), Received(db.Set<IncomingDispatch>())]), cancellationToken);

    /// <summary>Every hash that the rows of one organisation name at an instant, some of them several times.</summary>
    public static IAsyncEnumerable<string> ReadOwnAsync(DispatchDbContext db, Id<Body> owner, DateTimeOffset now, CancellationToken cancellationToken) => ReadAsync(
        Own(Columns, db, owner, now).Concat([Sent(db.Set<Consignment>().Where(sent => sent.SenderId == owner)), Received(db.Set<IncomingDispatch>().Where(incoming => incoming.OrganisationId == owner))]), cancellationToken);

    /// <summary>The same of files that the organisation made itself: what it received, and what it copies from, others made.</summary>
    public static IAsyncEnumerable<string> ReadMadeAsync(DispatchDbContext db, Id<Body> owner, DateTimeOffset now, CancellationToken cancellationToken) => ReadAsync(
        Own(Columns.Where(column => column.Entity != typeof(IncomingDispatch) && column.Name != nameof(CertifiedCopy.SourceHash)), db, owner, now).Append(Sent(db.Set<Consignment>().Where(sent => sent.SenderId == owner))), cancellationToken);

    /// <summary>Half a hash: enough to tell files apart, and sixteen bytes in memory.</summary>
    public static UInt128 Half(string hash) => UInt128.Parse(hash.AsSpan(0, 32), NumberStyles.HexNumber, CultureInfo.InvariantCulture);

    private static async IAsyncEnumerable<string> ReadAsync(IEnumerable<IQueryable<string?>> files, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        foreach (var hashes in files)
        {
            await foreach (var hash in hashes.AsAsyncEnumerable().WithCancellation(cancellationToken))
            {
                if (hash is not null)
                {
                    yield return hash;
                }
            }
        }
    }

    private static IEnumerable<IQueryable<string?>> Own(IEnumerable<FileColumn> columns, DispatchDbContext db, Id<Body> owner, DateTimeOffset now) =>
        columns.Select(column => Hashes(column.Read(db, now).Where(file => file.Owner == owner)));

    private static IQueryable<string?> Hashes(IQueryable<OwnedFile> files) => files.Select(file => file.Hash).Where(hash => hash != null).Distinct();

    private static IEnumerable<FileColumn> Of<T>(string owner, params string[] columns)
        where T : class => columns.Select(column => new FileColumn(
            typeof(T), column, (db, _) => db.Set<T>().Select(row => new OwnedFile { Owner = EF.Property<Id<Body>>(row, owner), Hash = EF.Property<string?>(row, column) })));

    /// <summary>The sheet stands in the facts of a paper, which the database does not look into.</summary>
    private static IQueryable<string?> Sent(IQueryable<Consignment> consignments) => consignments.Select(consignment => consignment.Facts.SheetHash);

    /// <summary>What was sent within the installation has its sheet in the consignment's facts.</summary>
    private static IQueryable<string?> Received(IQueryable<IncomingDispatch> arrivals) => arrivals.Where(incoming => incoming.Via != DeliveryChannel.Installation).Select(incoming => incoming.Facts.SheetHash);
}

/// <summary>A column that names files.</summary>
/// <param name="Entity">Of which rows.</param>
/// <param name="Name">Its name.</param>
/// <param name="Read">What stands in it of files that are kept at an instant.</param>
internal sealed record FileColumn(Type Entity, string Name, Func<DispatchDbContext, DateTimeOffset, IQueryable<OwnedFile>> Read);

/// <summary>A file that a row names.</summary>
internal sealed record OwnedFile
{
    /// <summary>Whose row it is.</summary>
    public required Id<Body> Owner { get; init; }

    /// <summary>The file; null where the row names none.</summary>
    public required string? Hash { get; init; }
}
