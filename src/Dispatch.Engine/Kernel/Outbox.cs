using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Dispatch.Engine.Directory;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Dispatch.Engine.Kernel;

/// <summary>Where an outbox message stands.</summary>
public enum OutboxState
{
    /// <summary>Waits for its next try.</summary>
    Pending,

    /// <summary>Carried out; its effect committed together with this word.</summary>
    Done,

    /// <summary>Tries are used up; it stays, with the last error, for a person to look at.</summary>
    Dead,
}

/// <summary>News that must not be lost: written in the act's transaction, carried out later, repeated until done.</summary>
public sealed class OutboxMessage
{
    /// <summary>The kind of news, by name (never a CLR type).</summary>
    public required string Kind { get; init; }

    /// <summary>Which news of its kind: the two together are its identity. Stays the same over all tries; the receiver knows a repeat by it.</summary>
    public required string Key { get; init; }

    /// <summary>The organisation whose act wrote it.</summary>
    public required Id<Body> FromId { get; init; }

    /// <summary>The organisation that carries it out.</summary>
    public required Id<Body> ToId { get; init; }

    /// <summary>What is told, as JSON.</summary>
    public required string Payload { get; init; }

    /// <summary>Where it stands.</summary>
    public OutboxState State { get; set; }

    /// <summary>Tries so far.</summary>
    public int Attempts { get; set; }

    /// <summary>Not before.</summary>
    public required DateTimeOffset DueAt { get; set; }

    /// <summary>The claim it is worked under; null when free.</summary>
    public Guid? Lease { get; set; }

    /// <summary>When the claim runs out.</summary>
    public DateTimeOffset? LeaseUntil { get; set; }

    /// <summary>Why the last try failed.</summary>
    public string? LastError { get; set; }

    /// <summary>What stands for kind and key where those cannot: 32 hex digits of SHA-256, the same over all tries.</summary>
    internal string Mark() => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{Kind}\n{Key}")).AsSpan(..16));
}

internal sealed class OutboxMessageTable : IEntityTypeConfiguration<OutboxMessage>
{
    public void Configure(EntityTypeBuilder<OutboxMessage> builder)
    {
        builder.ToTable("outbox");
        // A kind and its key are told once, whatever is repeated.
        builder.HasKey(message => new { message.Kind, message.Key });
        builder.Property(message => message.Kind).HasMaxLength(60);
        builder.Property(message => message.Key).HasMaxLength(120);
        builder.Property(message => message.LastError).HasMaxLength(1000);
        // What is done, nearly all of it in time, stands in none of these.
        builder.HasIndex(message => message.DueAt).HasFilter("\"State\" = 'Pending'");
        builder.HasIndex(message => message.Lease).HasFilter("\"State\" = 'Pending' AND \"Lease\" IS NOT NULL");
        builder.HasIndex(message => new { message.FromId, message.DueAt }).HasFilter("\"State\" = 'Dead'");
    }
}

/// <summary>Writes news for the outbox.</summary>
internal static class Outbox
{
    /// <summary>A message due at once.</summary>
    public static OutboxMessage Message(string kind, string key, Id<Body> from, Id<Body> to, object payload, DateTimeOffset now) => new()
    {
        Kind = kind,
        Key = key,
        FromId = from,
        ToId = to,
        Payload = JsonSerializer.Serialize(payload, KernelJson.Options),
        DueAt = now,
    };
}
