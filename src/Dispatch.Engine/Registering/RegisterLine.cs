using Dispatch.Engine.Directory;
using Dispatch.Engine.Kernel;
using Dispatch.Engine.Persistence;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Dispatch.Engine.Registering;

/// <summary>The books an organisation keeps.</summary>
public enum RegisterBook
{
    /// <summary>Sổ đăng ký văn bản đi.</summary>
    Outgoing,

    /// <summary>Sổ đăng ký văn bản đến.</summary>
    Incoming,

    /// <summary>Sổ đăng ký bản sao: one series for SY, SL and TrS.</summary>
    Copies,
}

/// <summary>One line of a book with the columns of Phụ lục IV. Written with the number, in its transaction; only what happens later (forwarded, voided, note) is added.</summary>
public sealed class RegisterLine
{
    /// <summary>Whose book.</summary>
    public required Id<Body> OrganisationId { get; init; }

    /// <summary>Which book.</summary>
    public required RegisterBook Book { get; init; }

    /// <summary>The book's year.</summary>
    public required int Year { get; init; }

    /// <summary>Số (đi, sao) or số đến; unique in its book and year, without gaps.</summary>
    public required int Number { get; init; }

    /// <summary>The paper the line is about.</summary>
    public required Guid PaperId { get; init; }

    /// <summary>Ngày đến, or the day the line was written.</summary>
    public required DateOnly EnteredOn { get; init; }

    /// <summary>Số, ký hiệu văn bản.</summary>
    public required string NumberAndSymbol { get; init; }

    /// <summary>Ngày tháng văn bản.</summary>
    public required DateOnly DispatchDate { get; init; }

    /// <summary>Tác giả (văn bản đến); the issuing body itself otherwise.</summary>
    public required string Author { get; init; }

    /// <summary>Tên loại và trích yếu nội dung.</summary>
    public required string KindAndSubject { get; init; }

    /// <summary>Người ký.</summary>
    public string? Signer { get; init; }

    /// <summary>Nơi nhận văn bản, or đơn vị hoặc người nhận.</summary>
    public string? Recipients { get; set; }

    /// <summary>Đơn vị, người nhận bản lưu.</summary>
    public string? KeptBy { get; init; }

    /// <summary>Số lượng bản.</summary>
    public int? CopyCount { get; set; }

    /// <summary>Ngày chuyển.</summary>
    public DateOnly? ForwardedOn { get; set; }

    /// <summary>Ký nhận.</summary>
    public string? ReceivedBy { get; set; }

    /// <summary>Ghi chú; why a number was voided.</summary>
    public string? Note { get; set; }

    /// <summary>The number stands, its paper does not.</summary>
    public bool IsVoided { get; set; }

    /// <summary>When the paper was taken back: the line is struck, with the reason in its note, and stays. Null for most.</summary>
    public DateOnly? RecalledOn { get; private set; }

    /// <summary>Tên loại và trích yếu as anybody may still read it: of what others took back, that it was taken back.</summary>
    public string ShownSubject => RecalledOn is null || Book is RegisterBook.Outgoing ? KindAndSubject : RegisterWording.NoSubject;

    /// <summary>Strikes the line; what stood in its note stays before the reason.</summary>
    internal void Strike(DateOnly on, string words)
    {
        RecalledOn = on;
        var note = Note is null ? words : $"{Note}; {words}";
        Note = note.Length > RegisterLineTable.LongestNote ? note[..(RegisterLineTable.LongestNote - 1)] + "…" : note;
    }
}

internal sealed class RegisterLineTable : IEntityTypeConfiguration<RegisterLine>
{
    public const int LongestNote = 1000;

    public void Configure(EntityTypeBuilder<RegisterLine> builder)
    {
        builder.ToTable("register_lines");
        // The database is the last clerk: whatever the code does, a number is in its book once.
        builder.HasKey(line => new { line.OrganisationId, line.Book, line.Year, line.Number });
        builder.HasRowsByKey();
        builder.HasIndex(line => new { line.PaperId, line.Book });
        // What the year's report counts, and nothing else of a line.
        builder.HasIndex(line => new { line.OrganisationId, line.Year, line.Book, line.EnteredOn, line.IsVoided });
        builder.Property(line => line.NumberAndSymbol).HasMaxLength(80);
        builder.Property(line => line.Author).HasMaxLength(200);
        builder.Property(line => line.KindAndSubject).HasMaxLength(700);
        builder.Property(line => line.Signer).HasMaxLength(100);
        builder.Property(line => line.KeptBy).HasMaxLength(200);
        builder.Property(line => line.ReceivedBy).HasMaxLength(200);
        builder.Property(line => line.Note).HasMaxLength(LongestNote);
        builder.Ignore(line => line.ShownSubject);
    }
}

/// <summary>What is added to a line after its number was given.</summary>
internal static class RegisterLineChanges
{
    /// <summary>Số lượng bản and ngày chuyển, when the paper leaves.</summary>
    public static Task ForwardAsync(DispatchDbContext db, RegisterBook book, Guid paper, int copies, DateOnly on, CancellationToken cancellationToken) =>
        db.Database.ExecuteSqlAsync($"""UPDATE register_lines SET "CopyCount" = {copies}, "ForwardedOn" = {on} WHERE "PaperId" = {paper} AND "Book" = {book.ToString()}""", cancellationToken);
}
