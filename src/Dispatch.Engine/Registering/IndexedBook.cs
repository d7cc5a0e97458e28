using Dispatch.Engine.Directory;
using Dispatch.Engine.Kernel;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Dispatch.Engine.Registering;

/// <summary>How far the index of lines has come in one book. Numbers are given in order and a line's text never changes, so everything up to one number is in the index and everything after it is not.</summary>
internal sealed class IndexedBook
{
    /// <summary>Whose book.</summary>
    public required Id<Body> OrganisationId { get; init; }

    /// <summary>Which book.</summary>
    public required RegisterBook Book { get; init; }

    /// <summary>The book's year.</summary>
    public required int Year { get; init; }

    /// <summary>The book's place in the index, from 1; its lines' keys begin with it.</summary>
    public required int Place { get; init; }

    /// <summary>The last number whose line is in the index; 0 before the first.</summary>
    public int UpTo { get; set; }
}

internal sealed class IndexedBookTable : IEntityTypeConfiguration<IndexedBook>
{
    public void Configure(EntityTypeBuilder<IndexedBook> builder)
    {
        builder.ToTable("indexed_books");
        builder.HasKey(book => new { book.OrganisationId, book.Book, book.Year });
        builder.HasIndex(book => book.Place).IsUnique();
    }
}
