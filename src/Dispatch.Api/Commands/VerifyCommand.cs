using System.CommandLine;
using System.Text.Json;
using Dispatch.Api.Signing;
using Dispatch.Engine.Auditing;
using Dispatch.Engine.Kernel;
using Dispatch.Templates.Signatures.Signing;
using Dispatch.Templates.Signatures.Verifying;

namespace Dispatch.Api.Commands;

/// <summary>Says what is proven of a signed PDF and what is not. Needs no server and no database, and no network unless hosts are named that may be asked about revocation.</summary>
internal static class VerifyCommand
{
    private const string UntrustedFile = "command.no-certificate";

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    public static Command Make(Terminal terminal)
    {
        var file = new Argument<string>("FILE") { Description = "Tệp PDF đã ký, hoặc hồ sơ chứng cứ (ZIP)." };
        var trust = new Option<string[]>("--trust") { Description = "Chứng thư số được tin (PEM hoặc DER); có thể lặp lại.", Arity = ArgumentArity.ZeroOrMore };
        var fetch = new Option<string[]>("--fetch") { Description = "Máy chủ (host hoặc host:port) được phép hỏi tình trạng thu hồi; có thể lặp lại. Không có thì không hỏi ai.", Arity = ArgumentArity.ZeroOrMore };
        var keys = EvidenceCommand.Keys();
        var json = new Option<bool>("--json") { Description = "In JSON." };
        var english = new Option<bool>("--english") { Description = "In bằng tiếng Anh (in English)." };
        var command = new Command("verify", "Kiểm tra chữ ký số của tệp PDF. Mã thoát 0 khi mọi chữ ký được chứng minh, 1 khi không.") { file, trust, fetch, keys, json, english };
        command.SetAction(async (parsed, cancellationToken) => await ReadBundleAsync(parsed.GetValue(file)!, cancellationToken) is { } bundle
            ? await EvidenceCommand.CheckAsync(new EvidenceAsked(parsed.GetValue(file)!, bundle, parsed.GetValue(keys) ?? [], parsed.GetValue(json)), terminal, cancellationToken)
            : await RunAsync(
            parsed.GetValue(file)!, parsed.GetValue(trust) ?? [], parsed.GetValue(fetch) ?? [], parsed.GetValue(json), parsed.GetValue(english) ? FindingLanguage.English : FindingLanguage.Vietnamese, terminal, cancellationToken));
        return command;
    }

    // A bundle is read whole; a scan may be larger than memory and is not.
    private static async Task<byte[]?> ReadBundleAsync(string path, CancellationToken cancellationToken)
    {
        try
        {
            var head = new byte[4];
            await using var file = File.OpenRead(path);
            var count = await file.ReadAtLeastAsync(head, head.Length, throwOnEndOfStream: false, cancellationToken);
            return count == head.Length && EvidenceCheck.IsBundle(head) ? await File.ReadAllBytesAsync(path, cancellationToken) : null;
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            // The verification itself says that the file cannot be read.
            return null;
        }
    }

    private static async Task<int> RunAsync(string path, string[] trusted, string[] hosts, bool json, FindingLanguage language, Terminal terminal, CancellationToken cancellationToken)
    {
        var settings = new VerificationSettings { Now = terminal.Clock.GetUtcNow() };
        foreach (var certificate in trusted)
        {
            var bytes = await CommandFiles.ReadAsync(certificate, cancellationToken);
            if (bytes.IsRefused)
            {
                return terminal.Refuse(certificate, bytes.Refusal);
            }

            if (!settings.Trust(bytes.Value))
            {
                return terminal.Refuse(certificate, new Refusal(UntrustedFile, RefusalKind.Invalid, "không phải chứng thư số. Hãy đưa tệp PEM hoặc DER."));
            }
        }

        var finding = await VerifyAsync(path, settings, hosts, cancellationToken);
        if (finding.IsRefused)
        {
            return terminal.Refuse(path, finding.Refusal);
        }

        var report = VerificationReport.Of(finding.Value, language);
        await terminal.Out.WriteLineAsync(json ? JsonSerializer.Serialize(report, VerificationReport.JsonOptions) : Told(report, language));
        if (finding.Value.Verdict == SignatureVerdict.Passed)
        {
            return CommandLine.Good;
        }

        await terminal.Error.WriteLineAsync(OneLine($"{path}: {report.Reason}"));
        return CommandLine.Refused;
    }

    private static async Task<Outcome<FileFinding>> VerifyAsync(string path, VerificationSettings settings, string[] hosts, CancellationToken cancellationToken)
    {
        try
        {
            await using var file = File.OpenRead(path);
            using var http = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false });
            return await PdfVerifier.VerifyAsync(file, settings, new HttpCertificateServices(http, Patience, hosts), Patience, cancellationToken);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            return CommandFiles.Unreadable(path, failure);
        }
    }

    private static string Told(VerificationReport report, FindingLanguage language)
    {
        var lines = new List<string> { $"{report.Verdict} / {report.Integrity}: {report.Reason}" };
        lines.AddRange(report.Signatures.SelectMany(signature => Told(signature, language)));
        if (report.Source is { Report: var source } copied)
        {
            lines.Add($"{FindingWords.OfSource(language)} ({copied.Length} B, SHA-256 {copied.Sha256})");
            lines.Add($"  {source.Verdict} / {source.Integrity}: {source.Reason}");
            lines.AddRange(source.Signatures.SelectMany(signature => Told(signature, language)).Select(line => "  " + line));
        }

        return string.Join(Environment.NewLine, lines.Select(OneLine));
    }

    // Names, fields and paths are whatever the file says: none of them may write a line of its own, or steer the terminal over one of ours.
    private static string OneLine(string told) => string.Concat(told.Select(letter => char.IsControl(letter) ? '\uFFFD' : letter));

    private static IEnumerable<string> Told(SignatureReport signature, FindingLanguage language) =>
    [
        $"- {signature.Signer ?? "?"} ({signature.Field}, {signature.Time ?? "?"}): {signature.Verdict} / {signature.Integrity}. {signature.Reason}",
        .. signature.Notes.Select(note => "    " + note),
        .. signature.Changes.Select(change => $"    {(change.Permitted ? "+" : "!")} {change.What} ({change.Path})"),
        .. signature.CoversWholeFile || signature.RevisionLength == 0 ? [] : new[] { language == FindingLanguage.English ? $"    The version it signed is the first {signature.RevisionLength} bytes of the file." : $"    Bản mà chữ ký này ký là {signature.RevisionLength} byte đầu của tệp." },
    ];
}
