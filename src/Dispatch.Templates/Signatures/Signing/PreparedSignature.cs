using System.Security.Cryptography;
using System.Text;

namespace Dispatch.Templates.Signatures.Signing;

/// <summary>The place in a file where the signature will stand, which is the only part of the file it does not cover.</summary>
/// <param name="Start">The offset of the opening bracket.</param>
/// <param name="Length">Bytes from there to behind the closing bracket.</param>
public readonly record struct SignatureHole(long Start, int Length)
{
    internal const long LargestFile = 9_000_000_000;

    /// <summary>The offset behind the closing bracket.</summary>
    public long End => Start + Length;

    /// <summary>How many bytes of a message it can hold.</summary>
    public int Room => (Length - 2) / 2;
}

/// <summary>
/// A file made ready: everything stands in it but the signature. It is frozen by its digest: whatever interrupts the signing, the same bytes are
/// signed again (crash points CP1 and CP2 of the reliability plan), and a signature made elsewhere can only be put into the file it was made for.
/// </summary>
/// <param name="Hole">Where the signature goes.</param>
/// <param name="DigestName">SHA256, SHA384 or SHA512.</param>
/// <param name="DocumentDigest">The digest of the file without the hole.</param>
public sealed record PreparedSignature(SignatureHole Hole, string DigestName, ReadOnlyMemory<byte> DocumentDigest)
{
    private const int BufferSize = 1 << 16;

    /// <summary>The digest of a file without its hole, read part by part.</summary>
    internal static PreparedSignature Over(Stream file, SignatureHole hole, HashAlgorithmName digest)
    {
        using var hash = IncrementalHash.CreateHash(digest);
        var buffer = new byte[BufferSize];
        Append(hash, file, 0, hole.Start, buffer);
        Append(hash, file, hole.End, file.Length, buffer);
        return new(hole, digest.Name!, hash.GetHashAndReset());
    }

    /// <summary>Puts a message into its hole. The file is looked at first: it must be the one that was prepared, to the bit, with the hole still empty.</summary>
    /// <param name="file">The prepared file; it can be read, written and positioned.</param>
    /// <param name="message">The CMS message, or the timestamp token.</param>
    /// <exception cref="SigningException">The message is too large, or the file is not the prepared one.</exception>
    public void Fill(Stream file, ReadOnlySpan<byte> message)
    {
        ArgumentNullException.ThrowIfNull(file);
        if (message.Length > Hole.Room)
        {
            throw new SigningException(SigningFault.TooLarge, $"Chữ ký dài {message.Length} byte, chỗ dành cho nó chỉ có {Hole.Room} byte.");
        }

        if (file.Length < Hole.End || !IsEmpty(file) || !Over(file, Hole, new HashAlgorithmName(DigestName)).DocumentDigest.Span.SequenceEqual(DocumentDigest.Span))
        {
            throw new SigningException(SigningFault.WrongSignature, "Tệp không còn đúng là bản đã chuẩn bị để ký. Hãy chuẩn bị lại rồi ký.");
        }

        file.Position = Hole.Start + 1;
        file.Write(Encoding.ASCII.GetBytes(Convert.ToHexString(message)));
    }

    /// <summary>Takes the message out again, when what was to follow it could not be had.</summary>
    internal void Empty(Stream file)
    {
        file.Position = Hole.Start + 1;
        file.Write(Enumerable.Repeat((byte)'0', 2 * Hole.Room).ToArray());
    }

    private bool IsEmpty(Stream file)
    {
        var bytes = new byte[Hole.Length];
        file.Position = Hole.Start;
        file.ReadExactly(bytes);
        return bytes is [(byte)'<', .. var room, (byte)'>'] && !room.AsSpan().ContainsAnyExcept((byte)'0');
    }

    private static void Append(IncrementalHash hash, Stream file, long from, long to, byte[] buffer)
    {
        file.Position = from;
        while (from < to)
        {
            var read = file.Read(buffer, 0, (int)Math.Min(buffer.Length, to - from));
            if (read == 0)
            {
                throw new SigningException(SigningFault.CannotSignFile, "Tệp bị cắt ngắn trong lúc ký.");
            }

            hash.AppendData(buffer, 0, read);
            from += read;
        }
    }
}
