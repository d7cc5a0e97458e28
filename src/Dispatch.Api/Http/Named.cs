namespace Dispatch.Api.Http;

/// <summary>A name from a fixed list, in an address: in any case of letters, and never a number in its place.</summary>
/// <typeparam name="T">The list.</typeparam>
/// <param name="Value">What was named.</param>
internal readonly record struct Named<T>(T Value) : IParsable<Named<T>>
    where T : struct, Enum
{
    /// <inheritdoc />
    public static Named<T> Parse(string s, IFormatProvider? provider) => TryParse(s, provider, out var named) ? named : throw new FormatException($"There is no {typeof(T).Name} of that name.");

    /// <inheritdoc />
    public static bool TryParse(string? s, IFormatProvider? provider, out Named<T> result)
    {
        // What is not found leaves the first name of the list in value: only the answer tells.
        T value = default;
        var isKnown = s is { Length: > 0 } && s.All(char.IsAsciiLetter) && Enum.TryParse(s, ignoreCase: true, out value) && Enum.IsDefined(value);
        result = new Named<T>(value);
        return isKnown;
    }
}
