using Dispatch.Engine.Kernel;
using Dispatch.Engine.Tracing;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Metadata.Conventions;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace Dispatch.Engine.Persistence;

/// <summary>One model for three databases. Tables are described beside their entities, in <c>*Table.cs</c>; entities know nothing of EF.</summary>
public abstract class DispatchDbContext(DbContextOptions options) : DbContext(options)
{
    /// <summary>Entities know nothing of EF: what would look each of their members over for its attributes, at every start, is left out.</summary>
    private static readonly Type[] AttributeConventions =
    [
        typeof(BackingFieldAttributeConvention), typeof(ComplexTypeAttributeConvention), typeof(ConcurrencyCheckAttributeConvention), typeof(DatabaseGeneratedAttributeConvention),
        typeof(DeleteBehaviorAttributeConvention), typeof(EntityTypeConfigurationAttributeConvention), typeof(ForeignKeyAttributeConvention), typeof(IndexAttributeConvention),
        typeof(InversePropertyAttributeConvention), typeof(KeyAttributeConvention), typeof(KeylessAttributeConvention), typeof(MaxLengthAttributeConvention),
        typeof(NavigationBackingFieldAttributeConvention), typeof(NotMappedMemberAttributeConvention), typeof(NotMappedTypeAttributeConvention), typeof(OwnedAttributeConvention),
        typeof(PrecisionAttributeConvention), typeof(RequiredNavigationAttributeConvention), typeof(RequiredPropertyAttributeConvention), typeof(StringLengthAttributeConvention),
        typeof(TimestampAttributeConvention), typeof(UnicodeAttributeConvention), typeof(RelationalColumnAttributeConvention), typeof(RelationalColumnCommentAttributeConvention),
        typeof(RelationalNavigationJsonPropertyNameAttributeConvention), typeof(RelationalPropertyJsonPropertyNameAttributeConvention), typeof(RelationalTableAttributeConvention),
        typeof(RelationalTableCommentAttributeConvention),
    ];

    /// <summary>The index of words of this database.</summary>
    internal abstract WordIndex Words { get; }

    /// <summary>How far its sentences reach; only PostgreSQL is told.</summary>
    internal Reach Reach { get; } = new();

    /// <summary>Looks past the rows of the acting organisation, on one named way, until the answer is disposed.</summary>
    internal IDisposable Across(Crossing way) => Reach.Open(way);

    /// <inheritdoc />
    public override async Task<int> SaveChangesAsync(bool acceptAllChangesOnSuccess, CancellationToken cancellationToken = default)
    {
        var papers = RaiseVersions();
        if (papers.Count == 0)
        {
            return await SaveDetectedAsync(acceptAllChangesOnSuccess, cancellationToken);
        }

        await using var transaction = Database.CurrentTransaction is null ? await Database.BeginTransactionAsync(cancellationToken) : null;
        // Accepted at once: the index saves entries of its own, and only them.
        var saved = await SaveDetectedAsync(acceptAllChangesOnSuccess: true, cancellationToken);
        await PaperIndex.WriteAsync(this, papers, cancellationToken);
        await (transaction?.CommitAsync(cancellationToken) ?? Task.CompletedTask);
        return saved;
    }

    private async Task<int> SaveDetectedAsync(bool acceptAllChangesOnSuccess, CancellationToken cancellationToken)
    {
        // The changes were detected for the versions: once is enough.
        ChangeTracker.AutoDetectChangesEnabled = false;
        try
        {
            if (Database.CurrentTransaction is not null)
            {
                await BulkRows.SaveManyAsync(this, cancellationToken);
                if (await ActRows.SaveAsync(this, cancellationToken) is { } saved)
                {
                    if (acceptAllChangesOnSuccess)
                    {
                        ChangeTracker.AcceptAllChanges();
                    }

                    return saved;
                }
            }

            return await base.SaveChangesAsync(acceptAllChangesOnSuccess, cancellationToken);
        }
        finally
        {
            ChangeTracker.AutoDetectChangesEnabled = true;
        }
    }

    /// <inheritdoc />
    public override int SaveChanges(bool acceptAllChangesOnSuccess)
    {
        RaiseVersions();
        return base.SaveChanges(acceptAllChangesOnSuccess);
    }

    /// <inheritdoc />
    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        modelBuilder.ApplyConfigurationsFromAssembly(typeof(DispatchDbContext).Assembly);
        foreach (var entity in modelBuilder.Model.GetEntityTypes().Where(e => typeof(IVersioned).IsAssignableFrom(e.ClrType)))
        {
            entity.FindProperty(nameof(IVersioned.Version))!.IsConcurrencyToken = true;
        }
    }

    /// <inheritdoc />
    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder)
    {
        foreach (var convention in AttributeConventions)
        {
            configurationBuilder.Conventions.Remove(convention);
        }

        foreach (var id in IdTypes())
        {
            configurationBuilder.Properties(id).HaveConversion(typeof(IdConverter<>).MakeGenericType(id.GetGenericArguments()));
        }

        configurationBuilder.Properties<Enum>().HaveConversion<string>().HaveMaxLength(40);
    }

    /// <summary>Every <see cref="Id{T}"/> the model's entities name, found once.</summary>
    private static IEnumerable<Type> IdTypes() => typeof(DispatchDbContext).Assembly.GetTypes()
        .Where(type => type is { IsClass: true, IsAbstract: false })
        .SelectMany(type => type.GetProperties())
        .Select(property => Nullable.GetUnderlyingType(property.PropertyType) ?? property.PropertyType)
        .Where(type => type.IsGenericType && !type.ContainsGenericParameters && type.GetGenericTypeDefinition() == typeof(Id<>))
        .Distinct();

    /// <summary>Detects the changes, once for everything that asks about them, and raises the versions; gives the papers whose index must be written.</summary>
    private List<object> RaiseVersions()
    {
        ChangeTracker.DetectChanges();
        ChangeTracker.AutoDetectChangesEnabled = false;
        try
        {
            foreach (EntityEntry<IVersioned> entry in ChangeTracker.Entries<IVersioned>())
            {
                if (entry.State is EntityState.Modified)
                {
                    // Through the entry: the changes were detected, what is set on the entity itself now would not be saved.
                    entry.Property(versioned => versioned.Version).CurrentValue++;
                }
            }

            return PaperIndex.ChangedIn(ChangeTracker).ConvertAll(entry => entry.Entity);
        }
        finally
        {
            ChangeTracker.AutoDetectChangesEnabled = true;
        }
    }

    private sealed class IdConverter<T>() : ValueConverter<Id<T>, Guid>(id => id.Value, value => new Id<T>(value));
}
