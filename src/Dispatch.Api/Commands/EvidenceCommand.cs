using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using Dispatch.Engine.Auditing;
using Dispatch.Engine.Intake;
using Dispatch.Engine.Kernel;
using Dispatch.Templates.Signatures.Verifying;

namespace Dispatch.Api.Commands;

/// <summary>Checks an evidence bundle without server, database or network, and names the line of the log that does not hold.</summary>
internal static class EvidenceCommand
{
    private const int KeyLength = 64;

    private static readonly Refusal OtherEvidence = new(
        "command.other-evidence", RefusalKind.Invalid, "không đối chiếu được: một trong hai tệp không đọc được, hoặc hai hồ sơ không về cùng văn bản của cùng cơ quan. Hãy đưa hai hồ sơ cùng cơ quan lập về cùng văn bản.");

    public static Command Make(Terminal terminal)
    {
        var file = new Argument<string>("FILE") { Description = "Hồ sơ chứng cứ (ZIP) tải từ trang truy vết." };
        var json = new Option<bool>("--json") { Description = "In JSON." };
        var against = new Option<string?>("--against") { Description = "Hồ sơ khác về cùng văn bản, của cùng cơ quan, tải vào lúc khác: dòng nào hồ sơ này có mà hồ sơ kia thiếu, hoặc ghi khác, thì nêu ra." };
        var keys = Keys();
        var list = new Option<bool>("--list-keys") { Description = "Chỉ in mọi mã khóa trong hồ sơ, mỗi dòng một mã kèm cơ quan mà hồ sơ kê: để so với mã các cơ quan công bố rồi đưa lại bằng --key @TỆP." };
        var check = new Command("check", "Kiểm tra hồ sơ chứng cứ. Mã thoát 0 khi mọi dòng được chứng minh và khóa đã được đối chiếu, 1 khi không.") { file, against, keys, list, json };
        check.SetAction(async (parsed, cancellationToken) =>
        {
            var path = parsed.GetValue(file)!;
            var bytes = await CommandFiles.ReadAsync(path, cancellationToken);
            var other = parsed.GetValue(against) is { } named ? await CommandFiles.ReadAsync(named, cancellationToken) : null;
            return bytes.IsRefused ? terminal.Refuse(path, bytes.Refusal)
                : other is { IsRefused: true } ? terminal.Refuse(parsed.GetValue(against)!, other.Refusal)
                : await CheckAsync(new EvidenceAsked(path, bytes.Value, parsed.GetValue(keys) ?? [], parsed.GetValue(json)) { ListsKeys = parsed.GetValue(list), Against = parsed.GetValue(against), Other = other?.Value }, terminal, cancellationToken);
        });
        return new Command("evidence", "Hồ sơ chứng cứ của văn bản.") { check };
    }

    /// <summary>The option that names keys known from elsewhere.</summary>
    public static Option<string[]> Keys() =>
        new("--key") { Description = "Mã khóa mà cơ quan giữ nhật ký hoặc nơi nhận công bố (SHA-256, 64 chữ số thập lục phân); có thể lặp lại, hoặc @TỆP với mỗi dòng một mã; mã có tên cơ quan ghi sau thì chỉ tính cho cơ quan ấy.", Arity = ArgumentArity.ZeroOrMore };

    /// <summary>Checks and tells.</summary>
    /// <param name="asked">Which file, and how.</param>
    /// <param name="terminal">Where it is told.</param>
    /// <param name="cancellationToken">Breaks it off.</param>
    public static async Task<int> CheckAsync(EvidenceAsked asked, Terminal terminal, CancellationToken cancellationToken)
    {
        var keys = new List<string>();
        foreach (var name in asked.Keys)
        {
            var read = name.StartsWith('@') ? await ListedAsync(name[1..], cancellationToken) : KeyOf(name);
            if (read.IsRefused)
            {
                return terminal.Refuse(name, read.Refusal);
            }

            keys.AddRange(read.Value);
        }

        var now = terminal.Clock.GetUtcNow();
        var found = EvidenceCheck.Check(asked.Bytes, keys, now);
        if (asked.Other is { } other)
        {
            if (EvidenceCheck.Compare(found, EvidenceCheck.Check(other, keys, now)) is not { } compared)
            {
                return terminal.Refuse(asked.Against!, OtherEvidence);
            }

            found = compared;
        }

        if (asked.ListsKeys && found.Evidence is not null)
        {
            await terminal.Out.WriteLineAsync(string.Join(Environment.NewLine, found.Keys.Select(key => $"{key.KeyId} {key.Of}: {key.Signed}")));
            return CommandLine.Good;
        }

        await terminal.Out.WriteLineAsync(asked.Json ? JsonSerializer.Serialize(Report.Of(found), KernelJson.Options) : Told(found));
        if (found.Verdict == SignatureVerdict.Passed)
        {
            return CommandLine.Good;
        }

        await terminal.Error.WriteLineAsync($"{asked.Path}: {(found.Faults.Count > 0 ? found.Faults[0] : found.Notes[0])}");
        return CommandLine.Refused;
    }

    private static async Task<Outcome<List<string>>> ListedAsync(string path, CancellationToken cancellationToken)
    {
        var bytes = await CommandFiles.ReadAsync(path, cancellationToken);
        if (bytes.IsRefused)
        {
            return bytes.Refusal;
        }

        var keys = new List<string>();
        foreach (var line in DocumentWords.OfSheet(bytes.Value).Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            string[] parts = [.. line.Split((char[]?)null, 2).Select(part => part.Trim())];
            if (KeyOf(parts[0]) is { IsRefused: true } bad)
            {
                return bad.Refusal;
            }

            keys.Add(string.Join(' ', parts));
        }

        return keys;
    }

    // A key that was mistyped would only be one that was never compared.
    private static Outcome<List<string>> KeyOf(string text) => text.Length == KeyLength && text.All(char.IsAsciiHexDigit)
        ? new List<string> { text }
        : new Refusal("command.bad-key", RefusalKind.Invalid, $"“{text}” không phải mã khóa. Mã khóa có đúng 64 chữ số thập lục phân.");

    private static string Told(EvidenceFinding found)
    {
        var lines = new List<string> { Verdict(found) };
        if (found.Evidence is { } evidence)
        {
            lines.Add(string.Create(CultureInfo.InvariantCulture, $"{evidence.OrganisationName}: nhật ký {evidence.Head.Size} dòng, ký lúc {OfficeTime.Local(evidence.Head.At):HH:mm dd/MM/yyyy}, khóa {evidence.Head.KeyId}"));
            lines.Add(string.Create(CultureInfo.InvariantCulture, $"{evidence.Leaves.Count} dòng nhật ký, {evidence.Receipts.Count} xác nhận, {evidence.Reports.Count} tệp văn bản, {evidence.Papers.Count} mục trong cây văn bản"));
        }

        lines.AddRange(found.Faults.Select(fault => "! " + fault));
        lines.AddRange(found.Notes.Select(note => "- " + note));
        if (found.Verdict is SignatureVerdict.Failed)
        {
            lines.Add("Đừng dùng hồ sơ này làm chứng cứ. Hãy tải lại từ trang truy vết rồi kiểm tra lại; nếu vẫn vậy, giữ nguyên tệp và báo cơ quan giữ nhật ký.");
        }

        return string.Join(Environment.NewLine, lines);
    }

    private static string Verdict(EvidenceFinding found) => found.Verdict switch
    {
        SignatureVerdict.Passed => "passed: mọi dòng nhật ký, xác nhận và tệp văn bản đều được chứng minh; việc hồ sơ đủ mọi dòng, cây văn bản và phiếu là lời kê có chữ ký của cơ quan.",
        SignatureVerdict.Indeterminate => "indeterminate: mọi dòng đều khớp với nhật ký đã ký, nhưng chưa đối chiếu hết các khóa.",
        _ => "failed: hồ sơ có chỗ không đúng.",
    };

    private sealed record Report(string Verdict, SignedHead? Head, int Leaves, int Receipts, int Files, IReadOnlyList<EvidenceKey> Keys, IReadOnlyList<string> Faults, IReadOnlyList<string> Notes)
    {
        public static Report Of(EvidenceFinding found) => new(
            found.Verdict.ToString().ToLowerInvariant(), found.Evidence?.Head, found.Evidence?.Leaves.Count ?? 0, found.Evidence?.Receipts.Count ?? 0, found.Evidence?.Reports.Count ?? 0, found.Keys, found.Faults, found.Notes);
    }
}

/// <summary>A bundle that is to be checked.</summary>
/// <param name="Path">What was named.</param>
/// <param name="Bytes">The bundle.</param>
/// <param name="Keys">Ids of keys, or files of them after an @.</param>
/// <param name="Json">Whether a program reads the answer.</param>
internal sealed record EvidenceAsked(string Path, byte[] Bytes, IReadOnlyList<string> Keys, bool Json)
{
    /// <summary>Whether only the keys in it are told.</summary>
    public bool ListsKeys { get; init; }

    /// <summary>What was named to hold it against; null for none.</summary>
    public string? Against { get; init; }

    /// <summary>The bundle that is there.</summary>
    public byte[]? Other { get; init; }
}
