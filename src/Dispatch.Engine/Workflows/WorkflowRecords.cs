using Dispatch.Engine.Directory;
using Dispatch.Engine.Kernel;
using Dispatch.Engine.Persistence;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Dispatch.Engine.Workflows;

/// <summary>A version of a definition that some matter is pinned to: kept whole, so that a running matter keeps the route it began with.</summary>
public sealed class WorkflowVersion
{
    /// <summary>Name of the definition.</summary>
    public required string DefinitionId { get; init; }

    /// <summary>Its version.</summary>
    public required int Version { get; init; }

    /// <summary>SHA-256 of its text, hex.</summary>
    public required string Hash { get; init; }

    /// <summary>The definition as it was read.</summary>
    public required string Json { get; init; }
}

/// <summary>One matter on its way along a definition.</summary>
public sealed class WorkflowInstance : IVersioned
{
    /// <summary>Identity.</summary>
    public required Id<WorkflowInstance> Id { get; init; }

    /// <summary>Whose matter.</summary>
    public required Id<Body> OrganisationId { get; init; }

    /// <summary>The paper it is about; one matter a paper.</summary>
    public required Guid PaperId { get; init; }

    /// <summary>The definition it runs.</summary>
    public required string DefinitionId { get; init; }

    /// <summary>The version it is pinned to.</summary>
    public required int DefinitionVersion { get; init; }

    /// <summary>Where it stands, as the core wrote it.</summary>
    public required string Position { get; set; }

    /// <summary>Whether it ended.</summary>
    public bool IsFinished { get; set; }

    /// <inheritdoc />
    public int Version { get; set; }
}

/// <summary>A step that waits for a person.</summary>
public sealed class WorkflowTask
{
    /// <summary>Identity.</summary>
    public required Id<WorkflowTask> Id { get; init; }

    /// <summary>The matter.</summary>
    public required Id<WorkflowInstance> InstanceId { get; init; }

    /// <summary>Whose matter.</summary>
    public required Id<Body> OrganisationId { get; init; }

    /// <summary>The paper it is about.</summary>
    public required Guid PaperId { get; init; }

    /// <summary>The core's name of the wait.</summary>
    public required int WaitId { get; init; }

    /// <summary>The legal act the step is for.</summary>
    public required string Act { get; init; }

    /// <summary>What is to be done, in Vietnamese.</summary>
    public required string Title { get; init; }

    /// <summary>The role that may do it; none when one person is named.</summary>
    public required Role Role { get; init; }

    /// <summary>The one person who may do it; null when anyone of the role may.</summary>
    public Id<Person>? PersonId { get; init; }

    /// <summary>The outcomes the step knows.</summary>
    public required IReadOnlyList<string> Outcomes { get; init; }

    /// <summary>Since when it waits.</summary>
    public required DateTimeOffset OpenedAt { get; init; }

    /// <summary>When it was done or withdrawn; null while it waits.</summary>
    public DateTimeOffset? ClosedAt { get; set; }

    /// <summary>How it ended; null when it was withdrawn.</summary>
    public string? Outcome { get; set; }

    /// <summary>Who did it.</summary>
    public Id<Person>? ClosedById { get; set; }
}

internal sealed class WorkflowVersionTable : IEntityTypeConfiguration<WorkflowVersion>
{
    public void Configure(EntityTypeBuilder<WorkflowVersion> builder)
    {
        builder.ToTable("workflow_versions");
        builder.HasKey(version => new { version.DefinitionId, version.Version });
        builder.Property(version => version.DefinitionId).HasMaxLength(100);
        builder.Property(version => version.Hash).HasMaxLength(64);
    }
}

internal sealed class WorkflowInstanceTable : IEntityTypeConfiguration<WorkflowInstance>
{
    public void Configure(EntityTypeBuilder<WorkflowInstance> builder)
    {
        builder.ToTable("workflow_instances");
        builder.HasKey(instance => instance.Id);
        builder.HasIndex(instance => instance.PaperId).IsUnique();
        builder.Property(instance => instance.DefinitionId).HasMaxLength(100);
    }
}

internal sealed class WorkflowTaskTable : IEntityTypeConfiguration<WorkflowTask>
{
    public void Configure(EntityTypeBuilder<WorkflowTask> builder)
    {
        builder.ToTable("workflow_tasks");
        builder.HasKey(task => task.Id);
        builder.HasIndex(task => new { task.PaperId, task.ClosedAt });
        builder.HasIndex(task => new { task.OrganisationId, task.ClosedAt, task.Id });
        builder.Property(task => task.Act).HasMaxLength(60);
        builder.Property(task => task.Title).HasMaxLength(300);
        // A step may be open to several roles: kept as a number, so that the database can ask for any of them.
        builder.Property(task => task.Role).HasConversion<int>();
        builder.Property(task => task.Outcome).HasMaxLength(60);
        builder.Property(task => task.Outcomes).HasJson();
    }
}
