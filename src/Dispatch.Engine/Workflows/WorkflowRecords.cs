using Dispatch.Engine.Directory;
using Dispatch.Engine.Kernel;
using Dispatch.Engine.Persistence;
using Dispatch.Engine.Registering;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Dispatch.Engine.Workflows;

/// <summary>How far a version of a procedure has come.</summary>
public enum ProcedureStage
{
    /// <summary>Uploaded, read and proven sound; no matter begins with it yet.</summary>
    Checked,

    /// <summary>New matters of its organisation begin with it.</summary>
    Published,

    /// <summary>Another version took its place; matters that run it go on.</summary>
    Retired,
}

/// <summary>A version of a definition that matters may be pinned to: kept whole, so that a running matter keeps the route it began with.</summary>
public sealed class WorkflowVersion : IVersioned
{
    /// <summary>Whose it is: the organisation that uploaded it, or the installation for what is shipped in <c>workflows/</c>.</summary>
    public required Id<Body> OwnerId { get; init; }

    /// <summary>Name of the definition.</summary>
    public required string DefinitionId { get; init; }

    /// <summary>Its number.</summary>
    public required int Number { get; init; }

    /// <summary>SHA-256 of its text, hex.</summary>
    public required string Hash { get; init; }

    /// <summary>The definition as it was read.</summary>
    public required string Json { get; init; }

    /// <summary>What people call it.</summary>
    public required string Name { get; init; }

    /// <summary>How far it has come.</summary>
    public required ProcedureStage Stage { get; set; }

    /// <summary>When it came in.</summary>
    public required DateTimeOffset UploadedAt { get; init; }

    /// <summary>Who brought it; null for what is shipped.</summary>
    public Id<Person>? UploadedById { get; init; }

    /// <inheritdoc />
    public int Version { get; set; }
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

    /// <summary>How soon the paper must move: what is urgent is due at once.</summary>
    public required Urgency Urgency { get; set; }

    /// <summary>Who owns the version it runs.</summary>
    public required Id<Body> OwnerId { get; set; }

    /// <summary>The definition it runs.</summary>
    public required string DefinitionId { get; init; }

    /// <summary>The version it is pinned to.</summary>
    public required int DefinitionVersion { get; set; }

    /// <summary>What it knows of its paper, by name: what it began with, until the drafter changes the draft.</summary>
    public required IReadOnlyDictionary<string, string> Inputs { get; set; }

    /// <summary>Where it stands, as the core wrote it.</summary>
    public required string Position { get; set; }

    /// <summary>The correlation id the run has given itself, by which events find it; null when it has none.</summary>
    public string? CorrelationId { get; set; }

    /// <summary>Where the run stands: waiting, ended, or stopped by an incident.</summary>
    public required RunStatus Status { get; set; }

    /// <summary>When it began.</summary>
    public required DateTimeOffset StartedAt { get; init; }

    /// <summary>When it ended; null while it goes on.</summary>
    public DateTimeOffset? EndedAt { get; set; }

    /// <inheritdoc />
    public int Version { get; set; }
}

/// <summary>Something that stopped a branch of a matter, until it is tried again or passed over.</summary>
public sealed class WorkflowIncident : IVersioned
{
    /// <summary>Identity.</summary>
    public required Id<WorkflowIncident> Id { get; init; }

    /// <summary>Whose matter.</summary>
    public required Id<Body> OrganisationId { get; init; }

    /// <summary>The matter.</summary>
    public required Id<WorkflowInstance> InstanceId { get; init; }

    /// <summary>The paper.</summary>
    public required Guid PaperId { get; init; }

    /// <summary>The core's name of it.</summary>
    public required int RunId { get; init; }

    /// <summary>The step that stopped; empty when it is the run as a whole.</summary>
    public required string ActivityId { get; init; }

    /// <summary>What happened, as it is shown.</summary>
    public required string Message { get; init; }

    /// <summary>The cause, when there is more to say.</summary>
    public string? Detail { get; init; }

    /// <summary>When.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>How often the step has failed in a row.</summary>
    public required int Tries { get; init; }

    /// <summary>When the engine itself tries again; null when it waits for an administrator.</summary>
    public DateTimeOffset? RetryAt { get; set; }

    /// <summary>When it was tried again or passed over; null while it stands.</summary>
    public DateTimeOffset? ClosedAt { get; set; }

    /// <summary>Who closed it; null for the engine.</summary>
    public Id<Person>? ClosedById { get; set; }

    /// <summary>Why it was passed over; null when it was tried again.</summary>
    public string? SkipReason { get; set; }

    /// <inheritdoc />
    public int Version { get; set; }
}

internal sealed class WorkflowVersionTable : IEntityTypeConfiguration<WorkflowVersion>
{
    public void Configure(EntityTypeBuilder<WorkflowVersion> builder)
    {
        builder.ToTable("workflow_versions");
        builder.HasKey(version => new { version.OwnerId, version.DefinitionId, version.Number });
        builder.Property(version => version.DefinitionId).HasMaxLength(100);
        builder.Property(version => version.Hash).HasMaxLength(64);
        builder.Property(version => version.Name).HasMaxLength(200);
    }
}

internal sealed class WorkflowInstanceTable : IEntityTypeConfiguration<WorkflowInstance>
{
    public void Configure(EntityTypeBuilder<WorkflowInstance> builder)
    {
        builder.ToTable("workflow_instances");
        builder.HasKey(instance => instance.Id);
        builder.HasIndex(instance => instance.PaperId).IsUnique();
        builder.HasIndex(instance => new { instance.OrganisationId, instance.DefinitionId }).HasFilter("\"EndedAt\" IS NULL");
        builder.Property(instance => instance.DefinitionId).HasMaxLength(100);
        builder.Property(instance => instance.CorrelationId).HasMaxLength(200);
        builder.Property(instance => instance.Inputs).HasJson();
    }
}

internal sealed class WorkflowIncidentTable : IEntityTypeConfiguration<WorkflowIncident>
{
    public void Configure(EntityTypeBuilder<WorkflowIncident> builder)
    {
        builder.ToTable("workflow_incidents");
        builder.HasKey(incident => incident.Id);
        builder.HasIndex(incident => new { incident.OrganisationId, incident.ClosedAt, incident.Id });
        builder.HasIndex(incident => incident.InstanceId);
        // What the engine tries again by itself; most rows have no time.
        builder.HasIndex(incident => incident.RetryAt).HasFilter("\"RetryAt\" IS NOT NULL");
        builder.Property(incident => incident.ActivityId).HasMaxLength(200);
        builder.Property(incident => incident.Message).HasMaxLength(1000);
        builder.Property(incident => incident.Detail).HasMaxLength(2000);
        builder.Property(incident => incident.SkipReason).HasMaxLength(1000);
    }
}
