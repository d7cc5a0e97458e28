using System.Diagnostics.CodeAnalysis;
using System.Text.Json;

namespace Dispatch.Engine.Kernel;

/// <summary>What the pipeline must be able to do with any outcome without knowing its value.</summary>
/// <typeparam name="TSelf">The outcome itself.</typeparam>
public interface IOutcome<TSelf>
    where TSelf : IOutcome<TSelf>
{
    /// <summary>Why not; null when the act was done.</summary>
    Refusal? Refusal { get; }

    /// <summary>An outcome that is a "no".</summary>
    static abstract TSelf Refused(Refusal refusal);

    /// <summary>The outcome whose value was stored by <see cref="ValueAsJson"/>.</summary>
    static abstract TSelf FromJson(string json);

    /// <summary>The value, to be stored with the idempotency key.</summary>
    string ValueAsJson();
}

/// <summary>Either the value of an act or the refusal that stopped it. The caller cannot read one without meeting the other.</summary>
/// <typeparam name="T">What the act gives when it is lawful.</typeparam>
public sealed record Outcome<T> : IOutcome<Outcome<T>>
{
    private readonly T? value;

    private Outcome(T? value, Refusal? refusal) => (this.value, Refusal) = (value, refusal);

    /// <summary>Why not; null when the act was done.</summary>
    public Refusal? Refusal { get; }

    /// <summary>Whether the act was refused.</summary>
    [MemberNotNullWhen(true, nameof(Refusal))]
    public bool IsRefused => Refusal is not null;

    /// <summary>The result.</summary>
    /// <exception cref="InvalidOperationException">The act was refused; the message names the code.</exception>
    public T Value => Refusal is null ? value! : throw new InvalidOperationException($"Refused: {Refusal.Code}: {Refusal.Message}");

    /// <summary>The act was done: for a value whose type converts by itself to nothing, as an interface.</summary>
    public static Outcome<T> Of(T value) => new(value, null);

    /// <summary>The act was done.</summary>
    public static implicit operator Outcome<T>(T value) => new(value, null);

    /// <summary>The act was refused.</summary>
    public static implicit operator Outcome<T>(Refusal refusal) => new(default, refusal);

    /// <inheritdoc />
    public static Outcome<T> Refused(Refusal refusal) => refusal;

    /// <inheritdoc />
    public static Outcome<T> FromJson(string json) => JsonSerializer.Deserialize<T>(json, KernelJson.Options)!;

    /// <inheritdoc />
    public string ValueAsJson() => JsonSerializer.Serialize(Value, KernelJson.Options);
}
