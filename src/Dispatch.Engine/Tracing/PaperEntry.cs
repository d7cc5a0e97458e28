using Dispatch.Engine.Directory;
using Dispatch.Engine.Distributing;
using Dispatch.Engine.Kernel;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Dispatch.Engine.Tracing;

/// <summary>Which kind of paper an entry of the index names.</summary>
public enum PaperKind
{
    /// <summary>Văn bản đi.</summary>
    Dispatch,

    /// <summary>Văn bản đến.</summary>
    Incoming,

    /// <summary>Bản sao.</summary>
    Copy,
}

/// <summary>
/// One paper in the index of papers: under which numbers it is found. Its words stand in the index of words under the same id. Written in the transaction that writes the
/// paper, by whoever saves it (<see cref="PaperIndex"/>).
/// </summary>
internal sealed class PaperEntry
{
    /// <summary>Given by the database, in the order in which papers came: what a page of hits is ordered and continued by.</summary>
    public long Id { get; init; }

    /// <summary>The paper.</summary>
    public required Guid PaperId { get; init; }

    /// <summary>Which kind of paper.</summary>
    public required PaperKind Kind { get; init; }

    /// <summary>Whose paper.</summary>
    public required Id<Body> OrganisationId { get; init; }

    /// <summary>The family it belongs to.</summary>
    public required Id<Family> FamilyId { get; init; }

    /// <summary>The date on its face; the day it was begun while it has none.</summary>
    public required DateOnly Date { get; set; }

    /// <summary>Số, ký hiệu of the dispatch as <see cref="PaperNumber"/> writes it; empty before there is one.</summary>
    public required string NumberKey { get; set; }

    /// <summary>The number alone, as it begins <see cref="NumberKey"/>: what people type first.</summary>
    public required string NumberHead { get; set; }

    /// <summary>Số, ký hiệu of the copy; empty when the paper is none.</summary>
    public required string CopyKey { get; set; }

    /// <summary>The number of the copy alone.</summary>
    public required string CopyHead { get; set; }
}

/// <summary>One document that a paper cites: a dispatch by its own text, a paper from outside by what its receiver keeps of it. Which paper that is, is looked up when somebody asks: it may arrive later.</summary>
internal sealed class Citation
{
    /// <summary>Identity.</summary>
    public required Id<Citation> Id { get; init; }

    /// <summary>The citing paper: the original, whose id is also that of its family, or the row of a receiver.</summary>
    public required Guid PaperId { get; init; }

    /// <summary>Whose paper that is.</summary>
    public required Id<Body> OrganisationId { get; init; }

    /// <summary>The family of the citing paper.</summary>
    public required Id<Family> FamilyId { get; init; }

    /// <summary>Its place among the citations of the text, from 0.</summary>
    public required int Place { get; init; }

    /// <summary>Số, ký hiệu as cited.</summary>
    public required string Text { get; init; }

    /// <summary>The same as <see cref="PaperNumber"/> writes it.</summary>
    public required string NumberKey { get; init; }

    /// <summary>What the text calls it ("nghị quyết"); null when it does not say.</summary>
    public string? Kind { get; init; }

    /// <summary>Its date according to the text.</summary>
    public DateOnly? Date { get; init; }

    /// <summary>Its issuer according to the text.</summary>
    public string? Issuer { get; init; }

    /// <summary>Whether the paper answers it.</summary>
    public bool IsAnswered { get; init; }
}

internal sealed class PaperEntryTable : IEntityTypeConfiguration<PaperEntry>
{
    public void Configure(EntityTypeBuilder<PaperEntry> builder)
    {
        builder.ToTable("paper_entries");
        builder.HasKey(entry => entry.Id);
        builder.Property(entry => entry.Id).ValueGeneratedOnAdd();
        builder.HasIndex(entry => entry.PaperId).IsUnique();
        builder.HasIndex(entry => new { entry.OrganisationId, entry.NumberHead });
        builder.HasIndex(entry => new { entry.OrganisationId, entry.CopyHead });
        builder.HasIndex(entry => new { entry.OrganisationId, entry.FamilyId });
        builder.HasIndex(entry => entry.CopyKey);
        builder.Property(entry => entry.NumberKey).HasMaxLength(PaperNumber.Longest);
        builder.Property(entry => entry.NumberHead).HasMaxLength(PaperNumber.Longest);
        builder.Property(entry => entry.CopyHead).HasMaxLength(PaperNumber.Longest);
        builder.Property(entry => entry.CopyKey).HasMaxLength(PaperNumber.Longest);
    }
}

internal sealed class CitationTable : IEntityTypeConfiguration<Citation>
{
    public void Configure(EntityTypeBuilder<Citation> builder)
    {
        builder.ToTable("citations");
        builder.HasKey(citation => citation.Id);
        builder.HasIndex(citation => citation.FamilyId);
        builder.HasIndex(citation => citation.PaperId);
        builder.HasIndex(citation => citation.NumberKey);
        builder.Property(citation => citation.Text).HasMaxLength(200);
        builder.Property(citation => citation.NumberKey).HasMaxLength(PaperNumber.Longest);
        builder.Property(citation => citation.Kind).HasMaxLength(100);
        builder.Property(citation => citation.Issuer).HasMaxLength(300);
    }
}
