using System.Globalization;
using System.Runtime.CompilerServices;
using Dispatch.Engine.Copying;
using Dispatch.Engine.Distributing;
using Dispatch.Engine.Receiving;
using Dispatch.Engine.Registering;
using Dispatch.Engine.Signing;
using Microsoft.EntityFrameworkCore;

namespace Dispatch.Engine.Persistence;

/// <summary>The files that rows name. Who adds a column that names a file adds it here, or the file goes two days after it was stored; a test looks at every column of the model.</summary>
internal static class NamedFiles
{
    /// <summary>The columns that hold the hash of a file and nothing else.</summary>
    public static readonly IReadOnlyList<FileColumn> Columns =
    [
        .. Of<OfficialDispatch>(nameof(OfficialDispatch.SignedHash), nameof(OfficialDispatch.SealedHash), nameof(OfficialDispatch.ContentHash)),
        .. Of<CertifiedCopy>(nameof(CertifiedCopy.SourceHash), nameof(CertifiedCopy.SignedHash), nameof(CertifiedCopy.ContentHash)),
        .. Of<IncomingDispatch>(nameof(IncomingDispatch.ContentHash)),
        .. Of<Consignment>(nameof(Consignment.ContentHash)),
        .. Of<SigningSession>(nameof(SigningSession.SignedHash)),
        new FileColumn(typeof(SigningSession), nameof(SigningSession.PreparedHash), (db, now) => db.Set<SigningSession>().Where(SigningSession.KeepsFile(now)).Select(session => session.PreparedHash).Distinct()),
    ];

    /// <summary>Every hash that is named at an instant, some of them several times; read under one <see cref="Crossing.System"/> scope.</summary>
    public static async IAsyncEnumerable<string> ReadAsync(DispatchDbContext db, DateTimeOffset now, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        foreach (var hashes in Columns.Select(column => column.Read(db, now)).Concat(Sheets(db)))
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

    /// <summary>Half a hash: enough to tell files apart, and sixteen bytes in memory.</summary>
    public static UInt128 Half(string hash) => UInt128.Parse(hash.AsSpan(0, 32), NumberStyles.HexNumber, CultureInfo.InvariantCulture);

    private static IEnumerable<FileColumn> Of<T>(params string[] columns)
        where T : class => columns.Select(column => new FileColumn(typeof(T), column, (db, _) => db.Set<T>().Select(row => EF.Property<string?>(row, column)).Where(hash => hash != null).Distinct()));

    /// <summary>The sheet stands in the facts of a paper; what was sent within the installation has it in the consignment's.</summary>
    private static IEnumerable<IQueryable<string?>> Sheets(DispatchDbContext db) =>
    [
        db.Set<Consignment>().Select(consignment => consignment.Facts.SheetHash),
        db.Set<IncomingDispatch>().Where(incoming => incoming.Via != DeliveryChannel.Installation).Select(incoming => incoming.Facts.SheetHash),
    ];
}

/// <summary>A column that names files.</summary>
/// <param name="Entity">Of which rows.</param>
/// <param name="Name">Its name.</param>
/// <param name="Read">The hashes in it whose file is kept at an instant, each once.</param>
internal sealed record FileColumn(Type Entity, string Name, Func<DispatchDbContext, DateTimeOffset, IQueryable<string?>> Read);
