using System.IO.Compression;
using System.Security.Cryptography;
using System.Text.Json;
using Dispatch.Engine.Distributing;
using Dispatch.Engine.Kernel;
using Dispatch.Engine.Recalling;
using Dispatch.Templates.Sheets;

namespace Dispatch.Engine.Exchanging;

/// <summary>What a package says of itself: enough to be read without asking whoever sent it.</summary>
/// <param name="Format">"dispatch-package/1"; "dispatch-mark/1" when it brings a <paramref name="Mark"/>, so that a system that knows no marks refuses it aloud.</param>
/// <param name="DeliveryId">The consignment key: the same over every try.</param>
/// <param name="FamilyId">The family the paper belongs to.</param>
/// <param name="SenderKey">The sender's key in the directory.</param>
/// <param name="RecipientKey">The recipient's key in the directory.</param>
/// <param name="SentAt">When it was issued.</param>
/// <param name="ContentHash">SHA-256 of <c>content.pdf</c>, hex.</param>
/// <param name="Facts">What is on the paper's face; <see cref="PaperFacts.SheetHash"/> is the SHA-256 of <c>sheet.json</c>.</param>
/// <param name="Mark">What was done to the paper after it was issued: taken back, replaced, corrected; null when it is sent.</param>
public sealed record PackageManifest(
    string Format, Id<Delivery> DeliveryId, Id<Family> FamilyId, string SenderKey, string RecipientKey, DateTimeOffset SentAt, string ContentHash, PaperFacts Facts, PaperMark? Mark = null)
{
    /// <summary>A paper.</summary>
    public const string First = "dispatch-package/1";

    /// <summary>A paper with what was done to it since.</summary>
    public const string Marked = "dispatch-mark/1";

    /// <summary>Whether the format is one we read and says the same as the rest.</summary>
    internal bool IsKnown => Format == (Mark is null ? First : Marked);

    /// <summary>The words on the paper's face; what may not be kept is refused before a byte is stored.</summary>
    public IEnumerable<string?> Texts() => Facts.Texts().Append(Mark?.Words).Append(Mark?.Document);

    /// <summary>The first thing in it that could not be entered here; null when all can.</summary>
    internal string? Flaw() => Facts.Flaw()?.Message.TrimEnd('.')
        ?? (Mark is { Words.Length: > LongestMark } or { Document.Length: > LongestDocument } ? "lời ghi thu hồi, thay thế hoặc đính chính quá dài" : null);

    private const int LongestMark = 2000;
    private const int LongestDocument = 100;
}

/// <summary>One paper for one recipient in one file: a ZIP of <c>manifest.json</c>, <c>manifest.sig</c>, <c>content.pdf</c> and, where the sender has it, <c>sheet.json</c>.</summary>
/// <param name="Manifest">What it says of itself.</param>
/// <param name="ManifestText">The exact text that was signed.</param>
/// <param name="KeyId">The key that signed it.</param>
/// <param name="Signature">ECDSA P-256 over SHA-256 of the text, base64.</param>
/// <param name="Content">The file.</param>
/// <param name="Sheet">The structured sheet the file was printed from; null when it does not travel along.</param>
public sealed record ExchangePackage(PackageManifest Manifest, string ManifestText, string KeyId, string Signature, byte[] Content, byte[]? Sheet)
{
    /// <summary>Larger packages are refused before they are opened.</summary>
    public const long MostBytes = 250_000_000;

    private const int MostManifest = 500_000;
    private const int MostSheet = 10_000_000;
    private const string ManifestName = "manifest.json";
    private const string SignatureName = "manifest.sig";
    private const string ContentName = "content.pdf";
    private const string SheetName = "sheet.json";

    /// <summary>Writes a package.</summary>
    public byte[] ToBytes()
    {
        using var bytes = new MemoryStream();
        using (var zip = new ZipArchive(bytes, ZipArchiveMode.Create, leaveOpen: true))
        {
            Add(zip, ManifestName, System.Text.Encoding.UTF8.GetBytes(ManifestText));
            Add(zip, SignatureName, System.Text.Encoding.UTF8.GetBytes($"{KeyId} {Signature}"));
            Add(zip, ContentName, Content);
            if (Sheet is not null)
            {
                Add(zip, SheetName, Sheet);
            }
        }

        return bytes.ToArray();
    }

    /// <summary>Reads a package; refused when it is not whole, holds anything else, or its bytes are not those its manifest names.</summary>
    public static Outcome<ExchangePackage> Read(Stream file)
    {
        ArgumentNullException.ThrowIfNull(file);
        try
        {
            using var zip = new ZipArchive(file, ZipArchiveMode.Read, leaveOpen: true);
            return Read(zip);
        }
        catch (Exception bad) when (bad is InvalidDataException or JsonException or IOException or NotSupportedException)
        {
            return DistributingRefusals.BadPackage("không mở được tệp nén, bảng kê hoặc dữ liệu kèm theo");
        }
    }

    private static Outcome<ExchangePackage> Read(ZipArchive zip)
    {
        string[] known = [ManifestName, SignatureName, ContentName, SheetName];
        var names = zip.Entries.Select(entry => entry.FullName).ToList();
        if (names.Exists(name => !known.Contains(name, StringComparer.Ordinal)) || names.Distinct(StringComparer.Ordinal).Count() != names.Count || names.Count < 3)
        {
            return DistributingRefusals.BadPackage("thừa hoặc thiếu tệp; cần manifest.json, manifest.sig, content.pdf và có thể có sheet.json");
        }

        var (manifest, signature, content) = (Bytes(zip, ManifestName, MostManifest), Bytes(zip, SignatureName, MostManifest), Bytes(zip, ContentName, MostBytes));
        var sheet = names.Contains(SheetName, StringComparer.Ordinal) ? Bytes(zip, SheetName, MostSheet) : null;
        var text = System.Text.Encoding.UTF8.GetString(manifest);
        var told = KernelJson.ReadStrangers<PackageManifest>(manifest);
        if (!told.IsKnown || System.Text.Encoding.UTF8.GetString(signature).Split(' ') is not [var keyId, var proof])
        {
            return DistributingRefusals.BadPackage("bảng kê không phải dispatch-package/1 hoặc dispatch-mark/1");
        }

        if (Hash(content) != told.ContentHash || (sheet is null ? null : Hash(sheet)) != told.Facts.SheetHash)
        {
            return DistributingRefusals.BadPackage("nội dung không khớp mã băm trong bảng kê");
        }

        if (told.Flaw() is { } flaw)
        {
            return DistributingRefusals.BadPackage(flaw);
        }

        if (sheet is not null)
        {
            // Copies are printed from it later, when nobody can ask the sender any more.
            KernelJson.ReadStrangers<DispatchSheet>(sheet);
        }

        return new ExchangePackage(told, text, keyId, proof, content, sheet);
    }

    private static void Add(ZipArchive zip, string name, byte[] bytes)
    {
        var entry = zip.CreateEntry(name, CompressionLevel.Fastest);
        // The same package every time, whenever it is written.
        entry.LastWriteTime = new DateTimeOffset(1980, 1, 1, 0, 0, 0, TimeSpan.Zero);
        using var stream = entry.Open();
        stream.Write(bytes);
    }

    /// <summary>An entry, read no further than it may be long: what its header says of the length is not believed.</summary>
    private static byte[] Bytes(ZipArchive zip, string name, long most)
    {
        using var stream = (zip.GetEntry(name) ?? throw new InvalidDataException(name)).Open();
        using var bytes = new MemoryStream();
        var buffer = new byte[81_920];
        for (int read; (read = stream.Read(buffer)) > 0;)
        {
            if (bytes.Length + read > most)
            {
                throw new InvalidDataException($"{name} is longer than {most} bytes.");
            }

            bytes.Write(buffer, 0, read);
        }

        return bytes.ToArray();
    }

    private static string Hash(byte[] bytes) => Convert.ToHexStringLower(SHA256.HashData(bytes));
}
