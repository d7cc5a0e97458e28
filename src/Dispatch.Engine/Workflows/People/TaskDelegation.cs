using Dispatch.Engine.Directory;
using Dispatch.Engine.Kernel;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Dispatch.Engine.Workflows.People;

/// <summary>
/// Giao việc khi vắng: for some days a colleague may do what waits for somebody by name. It gives nobody a role, and it never covers what is personal by law: a signature is given on
/// by a paper of its own (Điều 13.4), not by a setting.
/// </summary>
public sealed class TaskDelegation : IVersioned
{
    /// <summary>Identity.</summary>
    public required Id<TaskDelegation> Id { get; init; }

    /// <summary>Where both work.</summary>
    public required Id<Body> OrganisationId { get; init; }

    /// <summary>Who is away.</summary>
    public required Id<Person> FromId { get; init; }

    /// <summary>Who steps in.</summary>
    public required Id<Person> ToId { get; init; }

    /// <summary>First day, in Vietnam.</summary>
    public required DateOnly FromDay { get; init; }

    /// <summary>Last day.</summary>
    public required DateOnly UntilDay { get; init; }

    /// <summary>For one procedure only; null for all.</summary>
    public string? DefinitionId { get; init; }

    /// <summary>Why.</summary>
    public required string Reason { get; init; }

    /// <summary>When it was taken back before its time; null while it holds.</summary>
    public DateTimeOffset? EndedAt { get; set; }

    /// <inheritdoc />
    public int Version { get; set; }
}

internal sealed class TaskDelegationTable : IEntityTypeConfiguration<TaskDelegation>
{
    public void Configure(EntityTypeBuilder<TaskDelegation> builder)
    {
        builder.ToTable("task_delegations");
        builder.HasKey(delegation => delegation.Id);
        builder.HasIndex(delegation => new { delegation.OrganisationId, delegation.ToId });
        builder.HasIndex(delegation => delegation.FromId);
        builder.Property(delegation => delegation.DefinitionId).HasMaxLength(100);
        builder.Property(delegation => delegation.Reason).HasMaxLength(500);
    }
}

/// <summary>Which acts belong to one person and to nobody in their place.</summary>
internal static class PersonalActs
{
    /// <summary>The drafter submits what they wrote; the signer named on the paper signs it (Điều 13).</summary>
    public static readonly IReadOnlyList<string> Names = ["Submit", "Sign", "ApproveCopy"];

    public static bool Contains(string? act) => act is not null && Names.Contains(act, StringComparer.Ordinal);
}
