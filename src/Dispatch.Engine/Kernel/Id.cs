using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Dispatch.Engine.Kernel;

/// <summary>The identity of one <typeparamref name="T"/>: a version 7 UUID, so that ids sort by time of creation. An id of one thing is no id of another.</summary>
/// <typeparam name="T">What is identified.</typeparam>
/// <param name="Value">The UUID.</param>
[JsonConverter(typeof(IdJsonConverterFactory))]
public readonly record struct Id<T>(Guid Value) : IParsable<Id<T>>
{
    private const int Size = 16;

    /// <summary>A new id at a given time.</summary>
    public static Id<T> New(DateTimeOffset now) => new(Guid.CreateVersion7(now));

    /// <summary>New ids at a given time, in their order: made together, because the chance in each costs a call to the system.</summary>
    public static IReadOnlyList<Id<T>> New(DateTimeOffset now, int count)
    {
        var chance = RandomNumberGenerator.GetBytes(count * Size);
        var ids = new Id<T>[count];
        for (var at = 0; at < count; at++)
        {
            ids[at] = Of(now, chance.AsSpan(at * Size, Size));
        }

        Array.Sort(ids, (a, b) => a.Value.CompareTo(b.Value));
        return ids;
    }

    /// <summary>RFC 9562, 5.7: 48 bits of milliseconds, then the version, the variant, and chance.</summary>
    private static Id<T> Of(DateTimeOffset now, Span<byte> bytes)
    {
        Span<byte> milliseconds = stackalloc byte[sizeof(long)];
        BinaryPrimitives.WriteInt64BigEndian(milliseconds, now.ToUnixTimeMilliseconds());
        milliseconds[2..].CopyTo(bytes);
        bytes[6] = (byte)(0x70 | (bytes[6] & 0x0F));
        bytes[8] = (byte)(0x80 | (bytes[8] & 0x3F));
        return new Id<T>(new Guid(bytes, bigEndian: true));
    }

    /// <inheritdoc />
    public static Id<T> Parse(string s, IFormatProvider? provider) => new(Guid.Parse(s, provider));

    /// <inheritdoc />
    public static bool TryParse(string? s, IFormatProvider? provider, out Id<T> result)
    {
        var good = Guid.TryParse(s, provider, out var guid);
        result = new Id<T>(guid);
        return good;
    }

    /// <inheritdoc />
    public override string ToString() => Value.ToString("D");
}

internal sealed class IdJsonConverterFactory : JsonConverterFactory
{
    public override bool CanConvert(Type typeToConvert) => typeToConvert.IsGenericType && typeToConvert.GetGenericTypeDefinition() == typeof(Id<>);

    public override JsonConverter CreateConverter(Type typeToConvert, JsonSerializerOptions options) =>
        (JsonConverter)Activator.CreateInstance(typeof(IdJsonConverter<>).MakeGenericType(typeToConvert.GetGenericArguments()))!;

    private sealed class IdJsonConverter<T> : JsonConverter<Id<T>>
    {
        public override Id<T> Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            reader.TryGetGuid(out var guid) ? new Id<T>(guid) : throw new JsonException("An id is a UUID in text.");

        public override void Write(Utf8JsonWriter writer, Id<T> value, JsonSerializerOptions options) => writer.WriteStringValue(value.Value);
    }
}
