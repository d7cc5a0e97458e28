using Dispatch.Engine.Kernel;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Dispatch.Engine.Directory.Accounts;

/// <summary>Bộ lọc đã lưu: a question to a list that a person asks often, under a name of their own. It shows nothing by itself: the list answers what its reader may see.</summary>
public sealed class SavedFilter
{
    /// <summary>The most filters of one list and person.</summary>
    public const int Most = 12;

    /// <summary>Identity.</summary>
    public required Id<SavedFilter> Id { get; init; }

    /// <summary>Whose it is.</summary>
    public required Id<Person> PersonId { get; init; }

    /// <summary>The address of the list.</summary>
    public required string List { get; init; }

    /// <summary>What its person calls it; once for each list.</summary>
    public required string Name { get; init; }

    /// <summary>The question, as the address says it: <c>?state=Issued</c>.</summary>
    public required string Query { get; set; }

    /// <summary>Whether the list opens with it.</summary>
    public bool IsDefault { get; set; }
}

internal sealed class SavedFilterTable : IEntityTypeConfiguration<SavedFilter>
{
    public void Configure(EntityTypeBuilder<SavedFilter> builder)
    {
        builder.ToTable("saved_filters");
        builder.HasKey(filter => filter.Id);
        builder.HasIndex(filter => new { filter.PersonId, filter.List, filter.Name }).IsUnique();
        builder.Property(filter => filter.List).HasMaxLength(KeepFilter.LongestList);
        builder.Property(filter => filter.Name).HasMaxLength(KeepFilter.LongestName);
        builder.Property(filter => filter.Query).HasMaxLength(KeepFilter.LongestQuery);
    }
}
