using System.Diagnostics.CodeAnalysis;

namespace Dispatch.Engine.Kernel;

/// <summary>Either the value of an act or the refusal that stopped it. The caller cannot read one without meeting the other.</summary>
/// <typeparam name="T">What the act gives when it is lawful.</typeparam>
public sealed record Outcome<T>
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

    /// <summary>The act was done.</summary>
    public static implicit operator Outcome<T>(T value) => new(value, null);

    /// <summary>The act was refused.</summary>
    public static implicit operator Outcome<T>(Refusal refusal) => new(default, refusal);
}
