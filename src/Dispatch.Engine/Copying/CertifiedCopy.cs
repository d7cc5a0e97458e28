using Dispatch.Engine.Directory;
using Dispatch.Engine.Distributing;
using Dispatch.Engine.Kernel;
using Dispatch.Engine.Lifecycle;
using Dispatch.Engine.Persistence;
using Dispatch.Engine.Recalling;
using Dispatch.Engine.Receiving;
using Dispatch.Engine.Registering;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Dispatch.Engine.Copying;

/// <summary>One certified copy (bản sao): which paper, which form, who certified it, where it went. It names the hash of its source.</summary>
public sealed class CertifiedCopy : IPaper<CertifiedCopy, CopyView>
{
    /// <summary>Identity.</summary>
    public required Id<CertifiedCopy> Id { get; init; }

    /// <summary>The copying organisation.</summary>
    public required Id<Body> OrganisationId { get; init; }

    /// <summary>The registered incoming dispatch it is made from; null for a copy of a dispatch of the organisation's own.</summary>
    public Id<IncomingDispatch>? IncomingId { get; init; }

    /// <summary>The issued dispatch of the organisation's own it is made from; null for a copy of what it received.</summary>
    public Id<OfficialDispatch>? DispatchId { get; init; }

    /// <summary>Whichever of the two it is made from.</summary>
    public Guid SourceId => IncomingId?.Value ?? DispatchId!.Value.Value;

    /// <summary>SHA-256 of the source's file, hex.</summary>
    public required string SourceHash { get; init; }

    /// <summary>The family it belongs to.</summary>
    public required Id<Family> FamilyId { get; init; }

    /// <summary>Sao y, sao lục or trích sao.</summary>
    public required CopyForm Form { get; init; }

    /// <summary>What the copy is made of.</summary>
    public required Medium Medium { get; init; }

    /// <summary>For a trích sao, which parts of the source's text, ascending from 1; empty for the forms that copy all.</summary>
    public IReadOnlyList<int> Parts { get; init; } = [];

    /// <summary>What was proven of the source's file when the copy was certified; null before.</summary>
    public SourceFinding? Source { get; private set; }

    /// <summary>Nơi nhận of the copy as printed.</summary>
    public required IReadOnlyList<string> Recipients { get; init; }

    /// <summary>Quyền hạn, chức vụ of who certifies, as printed.</summary>
    public required IReadOnlyList<string> Capacity { get; init; }

    /// <summary>Who asked for it.</summary>
    public required Id<Person> RequesterId { get; init; }

    /// <summary>Who certifies it.</summary>
    public required Id<Person> SignerId { get; init; }

    /// <summary>What a clerk decided about lines the directory could not resolve.</summary>
    public IReadOnlyList<RecipientDecision> Decisions { get; set; } = [];

    /// <summary>Where it stands; moved by <see cref="Move"/> only.</summary>
    public CopyState State { get; private set; } = CopyState.Requested;

    /// <summary>Số bản sao.</summary>
    public int? Number { get; private set; }

    /// <summary>Ký hiệu after the slash, as the house writes it.</summary>
    public string? Symbol { get; private set; }

    /// <summary>The date of the copy.</summary>
    public DateOnly? CopiedOn { get; private set; }

    /// <summary>Under which authority it was certified.</summary>
    public Id<Signing.SigningAuthority>? AuthorityId { get; private set; }

    /// <summary>When it was compared with its source and signed.</summary>
    public DateTimeOffset? SignedAt { get; private set; }

    /// <summary>SHA-256 of the file with the copying organisation's signature, hex; null while it has none.</summary>
    public string? SignedHash { get; private set; }

    /// <summary>When the organisation signed it.</summary>
    public DateTimeOffset? SealedAt { get; private set; }

    /// <summary>SHA-256 of the file of the copy, hex; null before issue.</summary>
    public string? ContentHash { get; private set; }

    /// <summary>When it was issued.</summary>
    public DateTimeOffset? IssuedAt { get; private set; }

    /// <summary>Why it was rejected.</summary>
    public string? Reason { get; private set; }

    /// <summary>What was done to its source, before the copy was asked for and since, oldest first.</summary>
    public IReadOnlyList<PaperMark> Marks { get; private set; } = [];

    /// <summary>When it was asked for.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>Made by the demonstration, not by an office.</summary>
    public bool IsDemo { get; init; }

    /// <inheritdoc />
    public int Version { get; set; }

    /// <summary>Số, ký hiệu as printed.</summary>
    public string? NumberAndSymbol => Number is { } number ? FormattableString.Invariant($"{number:00}/{Symbol}") : null;

    static string IPaper<CertifiedCopy, CopyView>.Word => "bản sao";

    CopyView IPaper<CertifiedCopy, CopyView>.AfterChange() => CopyView.Of(this) with { Version = Version + 1 };

    internal Refusal? Move(CopyAct act, string? reason = null)
    {
        var moved = CopyLifecycle.Move(State, act);
        if (moved.IsRefused)
        {
            return moved.Refusal;
        }

        State = moved.Value;
        Reason = reason;
        return null;
    }

    internal Refusal? Approve(Id<Signing.SigningAuthority> authority, SourceFinding source, DateTimeOffset now)
    {
        if (Move(CopyAct.Approve) is { } refusal)
        {
            return refusal;
        }

        (AuthorityId, Source, SignedAt) = (authority, source, now);
        return null;
    }

    internal Refusal? TakeNumber(int number, string symbol, DateOnly date)
    {
        if (Move(CopyAct.AssignNumber) is { } refusal)
        {
            return refusal;
        }

        (Number, Symbol, CopiedOn) = (number, symbol, date);
        return null;
    }

    /// <summary>Its source was taken back, or the copy itself.</summary>
    internal Refusal? TakeBack(PaperMark mark)
    {
        if (Move(CopyAct.Recall, mark.Words) is { } refusal)
        {
            return refusal;
        }

        Mark(mark);
        return null;
    }

    internal void Mark(PaperMark mark) => Marks = [.. Marks, mark];

    /// <summary>Why the organisation may not sign the file now; null when it may.</summary>
    internal Refusal? RefuseSeal() => CopyLifecycle.Move(State, CopyAct.ApplySeal).Refusal;

    internal Refusal? Seal(string signedHash, DateTimeOffset at)
    {
        if (Move(CopyAct.ApplySeal) is { } refusal)
        {
            return refusal;
        }

        (SignedHash, SealedAt) = (signedHash, at);
        return null;
    }

    internal Refusal? Issue(string contentHash, DateTimeOffset now)
    {
        if (SignedHash != contentHash && (SignedHash is not null || Medium is Medium.Electronic))
        {
            return CopyingRefusals.SealFirst;
        }

        if (Move(CopyAct.Issue) is { } refusal)
        {
            return refusal;
        }

        (ContentHash, IssuedAt) = (contentHash, now);
        return null;
    }
}

internal sealed class CertifiedCopyTable : IEntityTypeConfiguration<CertifiedCopy>
{
    public void Configure(EntityTypeBuilder<CertifiedCopy> builder)
    {
        builder.ToTable("copies");
        builder.HasKey(copy => copy.Id);
        builder.HasIndex(copy => new { copy.OrganisationId, copy.Id });
        builder.HasIndex(copy => new { copy.OrganisationId, copy.State, copy.Id });
        builder.HasIndex(copy => copy.IncomingId);
        builder.HasIndex(copy => copy.DispatchId).HasFilter("\"DispatchId\" IS NOT NULL");
        builder.HasIndex(copy => copy.FamilyId);
        builder.HasIndex(copy => copy.ContentHash);
        builder.Property(copy => copy.SourceHash).HasMaxLength(64);
        builder.Property(copy => copy.ContentHash).HasMaxLength(64);
        builder.Property(copy => copy.SignedHash).HasMaxLength(64);
        builder.Property(copy => copy.Symbol).HasMaxLength(60);
        builder.Property(copy => copy.Reason).HasMaxLength(2000);
        builder.Property(copy => copy.Recipients).HasJson();
        builder.Property(copy => copy.Capacity).HasJson();
        builder.Property(copy => copy.Decisions).HasJson();
        builder.Property(copy => copy.Marks).HasJson();
        builder.Property(copy => copy.Parts).HasJson();
        builder.Property(copy => copy.Source).HasJson();
        builder.Ignore(copy => copy.NumberAndSymbol);
        builder.Ignore(copy => copy.SourceId);
    }
}
