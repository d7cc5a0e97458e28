using Dispatch.Engine.Directory;
using Dispatch.Engine.Kernel;
using Dispatch.Engine.Registering;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Dispatch.Engine.Numbering;

/// <summary>The run of numbers of one book in one year (Điều 15.1): begins at 01 on 1 January and has no gaps but those declared.</summary>
public sealed class NumberSeries
{
    /// <summary>Whose series.</summary>
    public required Id<Body> OrganisationId { get; init; }

    /// <summary>Of which book.</summary>
    public required RegisterBook Book { get; init; }

    /// <summary>Of which year.</summary>
    public required int Year { get; init; }

    /// <summary>The last number given; 0 when none was.</summary>
    public int Last { get; set; }

    /// <summary>The date of the last number: a later number never has an earlier date.</summary>
    public DateOnly? LastDate { get; set; }
}

/// <summary>Numbers of a series that were given outside this system, declared with the reason, so that the series has no unexplained gap.</summary>
public sealed class DeclaredNumbers
{
    /// <summary>Whose series.</summary>
    public required Id<Body> OrganisationId { get; init; }

    /// <summary>Of which book.</summary>
    public required RegisterBook Book { get; init; }

    /// <summary>Of which year.</summary>
    public required int Year { get; init; }

    /// <summary>First number given outside.</summary>
    public required int From { get; init; }

    /// <summary>Last number given outside.</summary>
    public required int To { get; init; }

    /// <summary>Why.</summary>
    public required string Reason { get; init; }
}

internal sealed class NumberSeriesTable : IEntityTypeConfiguration<NumberSeries>
{
    public void Configure(EntityTypeBuilder<NumberSeries> builder)
    {
        builder.ToTable("number_series");
        builder.HasKey(series => new { series.OrganisationId, series.Book, series.Year });
    }
}

internal sealed class DeclaredNumbersTable : IEntityTypeConfiguration<DeclaredNumbers>
{
    public void Configure(EntityTypeBuilder<DeclaredNumbers> builder)
    {
        builder.ToTable("declared_numbers");
        builder.HasKey(span => new { span.OrganisationId, span.Book, span.Year, span.From });
        builder.Property(span => span.Reason).HasMaxLength(500);
    }
}
