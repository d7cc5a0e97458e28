using System.Text.Json.Serialization;
using Dispatch.Engine.Directory;
using Dispatch.Engine.Kernel;
using Dispatch.Engine.Lifecycle;
using Dispatch.Engine.Persistence;
using Dispatch.Engine.Registering;
using Dispatch.Engine.Tracing;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Dispatch.Engine.Distributing;

/// <summary>The family a paper belongs to: the original and everything copied from it, across organisations. Its id is that of the original.</summary>
public sealed class Family;

/// <summary>What is sent: one issued paper as every recipient gets it. Written once, at issue.</summary>
public sealed class Consignment
{
    /// <summary>Identity.</summary>
    public required Id<Consignment> Id { get; init; }

    /// <summary>Who sends.</summary>
    public required Id<Body> SenderId { get; init; }

    /// <summary>The paper at the sender: a dispatch or a copy.</summary>
    public required Guid PaperId { get; init; }

    /// <summary>The family the paper belongs to.</summary>
    public required Id<Family> FamilyId { get; init; }

    /// <summary>What the receivers need to know.</summary>
    public required PaperFacts Facts { get; init; }

    /// <summary>SHA-256 of the file, hex.</summary>
    public required string ContentHash { get; init; }

    /// <summary>When it left.</summary>
    public required DateTimeOffset SentAt { get; init; }
}

/// <summary>What is known of a paper that is sent or received, as on its face.</summary>
public sealed record PaperFacts
{
    /// <summary>Original or which copy.</summary>
    public required PaperForm Form { get; init; }

    /// <summary>Paper or electronic.</summary>
    public required Medium Medium { get; init; }

    /// <summary>Tác giả: the body that issued the dispatch.</summary>
    public required string Author { get; init; }

    /// <summary>Tên loại.</summary>
    public required string Kind { get; init; }

    /// <summary>Số, ký hiệu of the dispatch.</summary>
    public required string NumberAndSymbol { get; init; }

    /// <summary>Date of the dispatch.</summary>
    public required DateOnly Date { get; init; }

    /// <summary>Trích yếu.</summary>
    public required string Subject { get; init; }

    /// <summary>Người ký.</summary>
    public required string Signer { get; init; }

    /// <summary>Mức độ khẩn.</summary>
    public Urgency Urgency { get; init; }

    /// <summary>Số, ký hiệu of the copy, when the paper is one.</summary>
    public string? CopyNumberAndSymbol { get; init; }

    /// <summary>Who made the copy, when the paper is one.</summary>
    public string? CopiedBy { get; init; }

    /// <summary>The date of the copy, when the paper is one.</summary>
    public DateOnly? CopiedOn { get; init; }

    /// <summary>SHA-256 of the structured sheet the file was printed from, hex; null for paper that came from outside.</summary>
    public string? SheetHash { get; init; }

    /// <summary>
    /// What the text cites, for a paper whose text is not in this installation: as read on arrival, as its sender told, or as a clerk put it right. Null where nobody looked; at most <see cref="PaperCitation.Most"/>.
    /// </summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<PaperCitation>? Cites { get; init; }

    /// <summary>All words, for the guard.</summary>
    internal IEnumerable<string?> Texts() => [Author, NumberAndSymbol, Subject, Kind, Signer, CopiedBy, CopyNumberAndSymbol, .. (Cites ?? []).SelectMany(cited => cited.Texts())];

    /// <summary>The first thing on the face that no register could hold, whoever wrote it down.</summary>
    internal Refusal? Flaw() => this switch
    {
        _ when Author.Trim().Length is 0 or > 200 => KernelRefusals.Shape("facts.author", "Hãy ghi cơ quan ban hành (1 đến 200 ký tự)."),
        _ when NumberAndSymbol.Trim().Length is 0 or > 60 => KernelRefusals.Shape("facts.numberAndSymbol", "Hãy ghi số, ký hiệu (1 đến 60 ký tự)."),
        _ when Subject.Trim().Length is 0 or > 500 => KernelRefusals.Shape("facts.subject", "Trích yếu phải có từ 1 đến 500 ký tự."),
        _ when Kind.Trim().Length is 0 or > 100 => KernelRefusals.Shape("facts.kind", "Hãy ghi tên loại văn bản (1 đến 100 ký tự)."),
        { Signer.Length: > 100 } => KernelRefusals.Shape("facts.signer", "Tên người ký dài quá 100 ký tự."),
        { CopiedBy.Length: > 200 } => KernelRefusals.Shape("facts.copiedBy", "Tên cơ quan sao dài quá 200 ký tự."),
        { CopyNumberAndSymbol.Length: > 60 } => KernelRefusals.Shape("facts.copyNumberAndSymbol", "Số, ký hiệu bản sao dài quá 60 ký tự."),
        { Date.Year: < 1945 or > 9998 } or { CopiedOn: { Year: < 1945 or > 9998 } } => KernelRefusals.Shape("facts.date", "Ngày văn bản không hợp lệ."),
        _ => PaperCitation.Flaw(Cites, "facts.cites"),
    };
}

internal sealed class ConsignmentTable : IEntityTypeConfiguration<Consignment>
{
    public void Configure(EntityTypeBuilder<Consignment> builder)
    {
        builder.ToTable("consignments");
        builder.HasKey(consignment => consignment.Id);
        builder.HasIndex(consignment => consignment.PaperId).IsUnique();
        builder.Property(consignment => consignment.ContentHash).HasMaxLength(64);
        builder.Property(consignment => consignment.Facts).HasJson();
    }
}
