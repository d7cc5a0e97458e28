using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Dispatch.Engine.Directory.Accounts;

/// <summary>Codes by time (RFC 6238): six digits, SHA-1, steps of 30 seconds, as every authenticator application makes them.</summary>
internal static class Totp
{
    /// <summary>Seconds a code is shown.</summary>
    public const int Step = 30;

    /// <summary>What a code is given for its way from the telephone to the server; it lives no longer.</summary>
    public static readonly TimeSpan Travel = TimeSpan.FromSeconds(5);

    private const string Alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

    /// <summary>A new key of 160 bits.</summary>
    public static byte[] NewKey() => RandomNumberGenerator.GetBytes(20);

    /// <summary>The code of a step.</summary>
    public static string Code(byte[] key, long step)
    {
        Span<byte> counter = stackalloc byte[8];
        BinaryPrimitives.WriteInt64BigEndian(counter, step);
        Span<byte> hash = stackalloc byte[20];
#pragma warning disable CA5350 // HMAC-SHA-1 is what RFC 6238 and the applications agree on; its strength here does not rest on collisions.
        HMACSHA1.HashData(key, counter, hash);
#pragma warning restore CA5350
        var value = BinaryPrimitives.ReadInt32BigEndian(hash[(hash[^1] & 0xF)..]) & int.MaxValue;
        return (value % 1_000_000).ToString("D6", CultureInfo.InvariantCulture);
    }

    /// <summary>The step a code belongs to now; null when it is of no step that is still good, or of one that was used.</summary>
    /// <param name="key">The key.</param>
    /// <param name="code">As typed; blanks between the digits do not matter.</param>
    /// <param name="now">The time.</param>
    /// <param name="lastStep">The step of the last code taken. One well to come was taken while the clock was ahead, and until then nobody would get in again; the next one, by a node whose clock is.</param>
    public static long? StepOf(byte[] key, string code, DateTimeOffset now, long lastStep)
    {
        lastStep = lastStep > (now.ToUnixTimeSeconds() / Step) + 1 ? 0 : lastStep;
        var typed = Encoding.ASCII.GetBytes(code.Replace(" ", "", StringComparison.Ordinal));
        long[] steps = [now.ToUnixTimeSeconds() / Step, (now - Travel).ToUnixTimeSeconds() / Step];
        return steps.Where(step => step > lastStep && CryptographicOperations.FixedTimeEquals(Encoding.ASCII.GetBytes(Code(key, step)), typed)).Select(step => (long?)step).FirstOrDefault();
    }

    /// <summary>Bytes as Base32 (RFC 4648) without padding: what people copy into a telephone by hand.</summary>
    public static string Base32(ReadOnlySpan<byte> bytes)
    {
        var text = new StringBuilder();
        var (held, bits) = (0, 0);
        foreach (var value in bytes)
        {
            (held, bits) = (((held << 8) | value) & 0xFFFF, bits + 8);
            for (; bits >= 5; bits -= 5)
            {
                text.Append(Alphabet[(held >> (bits - 5)) & 31]);
            }
        }

        return bits == 0 ? text.ToString() : text.Append(Alphabet[(held << (5 - bits)) & 31]).ToString();
    }

    /// <summary>What the QR at enrolment says.</summary>
    public static string Uri(byte[] key, string userName, string organisation) =>
        $"otpauth://totp/{System.Uri.EscapeDataString("Dispatch:" + userName)}?secret={Base32(key)}&issuer={System.Uri.EscapeDataString("Dispatch " + organisation)}&algorithm=SHA1&digits=6&period={Step}";
}
