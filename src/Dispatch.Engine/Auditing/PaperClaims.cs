using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Dispatch.Engine.Copying;
using Dispatch.Engine.Directory;
using Dispatch.Engine.Kernel;
using Dispatch.Engine.Persistence;
using Dispatch.Engine.Receiving;
using Dispatch.Engine.Registering;
using Microsoft.EntityFrameworkCore;

namespace Dispatch.Engine.Auditing;

/// <summary>What the rows of papers claim that a leaf must have said: the file each has, and its number and date. What no leaf bears out was written into the row by hand.</summary>
internal sealed class PaperClaims
{
    // Half a hash of each claim: an office has a hundred thousand papers.
    private readonly Dictionary<(Guid Paper, UInt128 Claim), bool> open = [];

    /// <summary>How many papers claim something.</summary>
    public int Papers { get; private set; }

    /// <summary>The claims of an organisation's papers.</summary>
    public static async Task<PaperClaims> ReadAsync(DispatchDbContext db, Id<Body> house, CancellationToken cancellationToken)
    {
        var claims = new PaperClaims();
        var dispatches = db.Set<OfficialDispatch>().Where(d => d.OrganisationId == house && (d.ContentHash != null || d.Number != null)).Select(d => new { d.Id, d.ContentHash, d.Number, d.Symbol, On = d.IssuedOn });
        await foreach (var d in dispatches.AsAsyncEnumerable().WithCancellation(cancellationToken))
        {
            claims.Add(d.Id.Value, d.ContentHash, d.Number is { } number ? Numbered(number, d.Symbol, d.On) : null);
        }

        var copies = db.Set<CertifiedCopy>().Where(c => c.OrganisationId == house && (c.ContentHash != null || c.Number != null)).Select(c => new { c.Id, c.ContentHash, c.Number, c.Symbol, On = c.CopiedOn });
        await foreach (var c in copies.AsAsyncEnumerable().WithCancellation(cancellationToken))
        {
            claims.Add(c.Id.Value, c.ContentHash, c.Number is { } number ? Numbered(number, c.Symbol, c.On) : null);
        }

        var incoming = db.Set<IncomingDispatch>().Where(i => i.OrganisationId == house && (i.ContentHash != null || i.ArrivalNumber != null)).Select(i => new { i.Id, i.ContentHash, i.ArrivalNumber, i.RegisteredOn });
        await foreach (var i in incoming.AsAsyncEnumerable().WithCancellation(cancellationToken))
        {
            claims.Add(i.Id.Value, i.ContentHash, i.ArrivalNumber is { } number ? string.Create(CultureInfo.InvariantCulture, $"{number} {i.RegisteredOn:yyyy-MM-dd}") : null);
        }

        return claims;
    }

    /// <summary>A leaf bears out what it says.</summary>
    public void Said(LoggedLeaf leaf)
    {
        var claim = leaf.Act switch
        {
            "issuing.issued" or "copying.issued" or "receiving.arrived" => leaf.Fact("contentHash"),
            "numbering.numbered" => $"{leaf.Fact("numberAndSymbol")} {leaf.Fact("issuedOn")}",
            "copying.numbered" => $"{leaf.Fact("numberAndSymbol")} {leaf.Fact("copiedOn")}",
            "receiving.registered" => $"{leaf.Fact("arrivalNumber")} {leaf.Fact("registeredOn")}",
            _ => null,
        };
        if (claim is not null)
        {
            open.Remove((leaf.Subject, Half(claim)));
        }
    }

    /// <summary>What no leaf has borne out.</summary>
    public void Left(AuditFaults faults)
    {
        foreach (var ((paper, _), isFile) in open)
        {
            faults.Add(isFile ? AuditFaultWords.OtherFile(paper) : AuditFaultWords.OtherNumber(paper));
        }
    }

    /// <summary>Another paper, with its file and its number as leaves write them.</summary>
    private void Add(Guid paper, string? file, string? number)
    {
        Papers += file is null && number is null ? 0 : 1;
        if (file is not null)
        {
            open[(paper, Half(file))] = true;
        }

        if (number is not null)
        {
            open[(paper, Half(number))] = false;
        }
    }

    private static string Numbered(int number, string? symbol, DateOnly? on) => string.Create(CultureInfo.InvariantCulture, $"{number:00}/{symbol} {on:yyyy-MM-dd}");

    private static UInt128 Half(string claim) => BinaryPrimitives.ReadUInt128BigEndian(SHA256.HashData(Encoding.UTF8.GetBytes(claim)));
}
