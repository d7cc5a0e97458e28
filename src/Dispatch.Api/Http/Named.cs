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
        var isName = s is { Length: > 0 } && s.All(char.IsAsciiLetter);
        result = new Named<T>(Enum.TryParse<T>(s, ignoreCase: true, out var value) ? value : default);
        return isName && Enum.IsDefined(value);
    }
}
