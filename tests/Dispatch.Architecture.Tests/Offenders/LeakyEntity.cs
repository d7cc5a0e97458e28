using Microsoft.EntityFrameworkCore;

namespace Dispatch.Architecture.Tests.Offenders;

internal sealed class LeakyEntity
{
    [Precision(3)]
    public decimal Amount { get; init; }

    public DbContext? Context { get; init; }

    public string Name { get; init; } = "";
}

internal sealed class CleanEntity
{
    public string Name { get; init; } = "";
}

internal sealed class OffendingContext(DbContextOptions<OffendingContext> options) : DbContext(options)
{
    public DbSet<LeakyEntity> Leaky => Set<LeakyEntity>();

    public DbSet<CleanEntity> Clean => Set<CleanEntity>();
}
