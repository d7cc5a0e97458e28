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

    /// <summary>What the act has in hand past EF.</summary>
    internal HeldRows Held => field ??= new HeldRows(this);

    /// <summary>A scope has taken the context: it acts for whoever that scope is for, with nothing in hand.</summary>
    internal void Serve(ActContext context)
    {
        Reach.Serve(context);
        Held.Clear();
    }

    /// <summary>What EF tracks, for who writes both that and what is held; everybody else asks <see cref="ChangeTracker"/>.</summary>
    internal ChangeTracker Tracked => base.ChangeTracker;

    /// <summary>EF's tracker, with everything the act has in hand. Hidden, not overridden: EF itself asks for its tracker with every question.</summary>
    public new ChangeTracker ChangeTracker
    {
        get
        {
            TakeOverAll();
            return base.ChangeTracker;
        }
    }

    /// <summary>Adds a row that is written with the act's save and that nobody asks EF about before; of a table that is EF's in this act, EF adds it.</summary>
    internal void AddRow<T>(T row)
        where T : class
    {
        var shape = RowShape.Of(this, Model.FindEntityType(typeof(T))!);
        if (Held.Holds(shape))
        {
            Held.Add(shape, row);
        }
        else
        {
            base.Add(row);
        }
    }

    /// <summary>Adds several.</summary>
    internal void AddRows<T>(IEnumerable<T> rows)
        where T : class
    {
        foreach (var row in rows)
        {
            AddRow(row);
        }
    }

    /// <summary>The rows of a kind that this act added and has not saved yet, whoever holds them.</summary>
    internal IEnumerable<T> Added<T>()
        where T : class =>
        Held.Rows.Where(row => row.Before is null).Select(row => row.Entity).OfType<T>()
            .Concat(base.ChangeTracker.Entries<T>().Where(entry => entry.State is EntityState.Added).Select(entry => entry.Entity));

    /// <summary>Forgets every row that was read, changed or added: the act is over, or failed and is tried again.</summary>
    internal void Forget()
    {
        Held.Clear();
        base.ChangeTracker.Clear();
    }

    /// <inheritdoc />
    public override DbSet<TEntity> Set<TEntity>()
    {
        TakeOver(typeof(TEntity));
        return base.Set<TEntity>();
    }

    /// <inheritdoc />
    public override EntityEntry<TEntity> Entry<TEntity>(TEntity entity)
    {
        TakeOver(entity.GetType());
        return base.Entry(entity);
    }

    /// <inheritdoc />
    public override EntityEntry<TEntity> Add<TEntity>(TEntity entity)
    {
        TakeOver(entity.GetType());
        return base.Add(entity);
    }

    /// <inheritdoc />
    public override ValueTask<EntityEntry<TEntity>> AddAsync<TEntity>(TEntity entity, CancellationToken cancellationToken = default)
    {
        TakeOver(entity.GetType());
        return base.AddAsync(entity, cancellationToken);
    }

    /// <inheritdoc />
    public override void AddRange(IEnumerable<object> entities)
    {
        foreach (var entity in entities)
        {
            Add(entity);
        }
    }

    /// <inheritdoc />
    public override void AddRange(params object[] entities) => AddRange((IEnumerable<object>)entities);

    /// <inheritdoc />
    public override EntityEntry<TEntity> Remove<TEntity>(TEntity entity)
    {
        TakeOver(entity.GetType());
        return base.Remove(entity);
    }

    private void TakeOverAll()
    {
        foreach (var entity in Held.Rows.Select(row => row.Shape.Entity.ClrType).Distinct().ToList())
        {
            TakeOver(entity);
        }
    }

    /// <summary>EF takes what the act holds of a table: each row as it was read, with what was changed since.</summary>
    private void TakeOver(Type entity)
    {
        foreach (var row in Held.GiveUp(entity))
        {
            if (row.Before is not { } before)
            {
                base.Add(row.Entity);
                continue;
            }

            var entry = base.Entry(row.Entity);
            entry.State = EntityState.Unchanged;
            var changed = row.Changed();
            foreach (var property in row.Shape.Names(changed))
            {
                entry.Property(property).OriginalValue = row.Shape.Column(property).Value(before);
                entry.Property(property).IsModified = true;
            }

            if (row.IsTouched)
            {
                entry.Property(nameof(IVersioned.Version)).IsModified = true;
            }
        }
    }

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

    /// <summary>
    /// Writes what this act has added in numbers, and what the papers among it are found by, and lets it go: nobody reads or changes it again in this act, and the save at its end does not look through
    /// it for changes. Fewer rows of a table stay as they are.
    /// </summary>
    /// <exception cref="DbUpdateException">The database refused a row.</exception>
    internal async Task SettleManyAsync(CancellationToken cancellationToken)
    {
        // What is new is written as it stands; there is nothing to detect.
        ChangeTracker.AutoDetectChangesEnabled = false;
        try
        {
            var settled = await BulkRows.SaveManyAsync(this, EntityState.Detached, cancellationToken);
            await PaperIndex.WriteAsync(this, PaperIndex.PapersAmong(settled), cancellationToken);
        }
        finally
        {
            ChangeTracker.AutoDetectChangesEnabled = true;
        }
    }

    private async Task<int> SaveDetectedAsync(bool acceptAllChangesOnSuccess, CancellationToken cancellationToken)
    {
        // The changes were detected for the versions: once is enough.
        base.ChangeTracker.AutoDetectChangesEnabled = false;
        try
        {
            if (Database.CurrentTransaction is not null)
            {
                await BulkRows.SaveManyAsync(this, EntityState.Unchanged, cancellationToken);
                if (await ActRows.SaveAsync(this, cancellationToken) is { } saved)
                {
                    if (acceptAllChangesOnSuccess)
                    {
                        base.ChangeTracker.AcceptAllChanges();
                        Held.Settle();
                    }

                    return saved;
                }
            }

            TakeOverAll();
            return await base.SaveChangesAsync(acceptAllChangesOnSuccess, cancellationToken);
        }
        finally
        {
            base.ChangeTracker.AutoDetectChangesEnabled = true;
        }
    }

    /// <inheritdoc />
    public override int SaveChanges(bool acceptAllChangesOnSuccess)
    {
        TakeOverAll();
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

        if (!Database.IsSqlite())
        {
            RowsByKey.Forget(modelBuilder.Model);
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
            configurationBuilder.Properties(id).HaveConversion(IdConversion.MakeGenericType(id.GetGenericArguments()));
        }

        configurationBuilder.Properties<Enum>().HaveConversion<string>().HaveMaxLength(40);
    }

    /// <summary>How this database keeps an <see cref="Id{T}"/>: a converter, open for what is identified.</summary>
    protected virtual Type IdConversion => typeof(IdConverter<>);

    /// <summary>Every <see cref="Id{T}"/> the model's entities name, found once.</summary>
    private static IEnumerable<Type> IdTypes() => typeof(DispatchDbContext).Assembly.GetTypes()
        .Where(type => type is { IsClass: true, IsAbstract: false })
        .SelectMany(type => type.GetProperties())
        .Select(property => Nullable.GetUnderlyingType(property.PropertyType) ?? property.PropertyType)
        .Where(type => type.IsGenericType && !type.ContainsGenericParameters && type.GetGenericTypeDefinition() == typeof(Id<>))
        .Distinct();

    /// <summary>Detects the changes, once for everything that asks about them, and raises the versions; gives the papers whose index must be written.</summary>
    private List<ChangedPaper> RaiseVersions()
    {
        base.ChangeTracker.DetectChanges();
        base.ChangeTracker.AutoDetectChangesEnabled = false;
        try
        {
            foreach (EntityEntry<IVersioned> entry in base.ChangeTracker.Entries<IVersioned>())
            {
                if (entry.State is EntityState.Modified)
                {
                    // Through the entry: the changes were detected, what is set on the entity itself now would not be saved.
                    entry.Property(versioned => versioned.Version).CurrentValue++;
                }
            }

            foreach (var row in Held.Rows)
            {
                if (row is { Before: not null, Entity: IVersioned versioned } && (row.IsTouched || row.Changed() != 0))
                {
                    versioned.Version++;
                }
            }

            return PaperIndex.ChangedIn(this);
        }
        finally
        {
            base.ChangeTracker.AutoDetectChangesEnabled = true;
        }
    }

    private sealed class IdConverter<T>() : ValueConverter<Id<T>, Guid>(id => id.Value, value => new Id<T>(value));
}
