using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using Dispatch.Api.Commands;
using Dispatch.Api.Tests.Fixtures;
using Dispatch.Templates.Sheets;
using Dispatch.Templates.Signatures.Authority;
using Dispatch.Templates.Signatures.Signing;

namespace Dispatch.Api.Tests.Signing;

/// <summary>Anybody may ask what is proven of a file, and is told the same at the command line and over HTTP.</summary>
public sealed class VerifyTests
{
    private static readonly DateTimeOffset Made = new(2024, 12, 17, 3, 0, 0, TimeSpan.Zero);

    private ApiHouse house = null!;
    private byte[] signed = [];
    private byte[] root = [];
    private byte[] misleading = [];

    [OneTimeSetUp]
    public async Task OpenAsync()
    {
        house = await ApiHouse.OpenAsync();
        using var authority = DevelopmentAuthority.Create(Made.AddDays(-1));
        root = authority.Root.RawData;
        var sheet = new DispatchSheet
        {
            IssuerName = "Bộ Thử nghiệm",
            Symbol = "BTN-VP",
            Place = "Hà Nội",
            Year = 2024,
            Subject = "thử nghiệm",
            Body = ["Nội dung."],
            Signing = new SigningBlock(["BỘ TRƯỞNG"], "Nguyễn Văn A"),
            IsToBeSigned = true,
        };
        var request = new SignatureRequest { Field = SheetFields.Signature, Time = Made, Certifies = true };
        signed = await SignedByAsync("Nguyễn Văn A");
        misleading = await SignedByAsync("A\u001b[2K\r\npassed / intact: Mọi chữ ký");

        Task<byte[]> SignedByAsync(string name) =>
            new PadesSigner().SignAsync(DispatchSheetPrinter.Print(sheet), request, authority.IssueToPerson(name, null, "Bộ Thử nghiệm", Made.AddDays(-1)), SignatureLevel.Basic, CancellationToken.None);
    }

    [OneTimeTearDown]
    public async Task CloseAsync() => await house.DisposeAsync();

    [Test]
    public async Task A_stranger_is_told_what_is_proven()
    {
        var answer = await PostAsync(signed);

        Assert.That(((string?)answer.Json["verdict"], (string?)answer.Json["integrity"]), Is.EqualTo(("indeterminate", "intact")), answer.Text);
        Assert.That((string?)answer.Json["signatures"]![0]!["signer"], Does.Contain("Nguyễn Văn A"));
    }

    [Test]
    public async Task An_English_reader_is_told_in_English()
    {
        var answer = await PostAsync([.. signed, .. "x"u8], "en");

        Assert.That(((string?)answer.Json["verdict"], (string?)answer.Json["integrity"]), Is.EqualTo(("failed", "broken")));
        Assert.That((string?)answer.Json["reason"], Does.StartWith("Something follows").Or.StartWith("The file is no PDF"));
    }

    [Test]
    public async Task What_is_too_large_is_refused()
    {
        var answer = await PostAsync(new byte[(20 * 1024 * 1024) + 1]);

        Assert.That(answer.Status, Is.EqualTo(HttpStatusCode.RequestEntityTooLarge));
    }

    [Test]
    public async Task The_page_says_it_in_plain_words()
    {
        var http = house.Stranger().Http;
        var page = WebUtility.HtmlDecode(await http.GetStringAsync("/verify"));
        var token = Pages.PageVisitor.HiddenOf(page, "/verify").Single(field => field.Name == "__token").Value;
        using var form = new MultipartFormDataContent { { new StringContent(token), "__token" }, { new ByteArrayContent(signed), "file", "cong-van.pdf" } };

        var told = WebUtility.HtmlDecode(await (await http.PostAsync("/verify", form)).Content.ReadAsStringAsync());

        Assert.That(told, Does.Contain("Nội dung toàn vẹn, chưa xác minh được người ký").And.Contain("cong-van.pdf"));
    }

    [Test]
    public async Task The_command_passes_what_leads_to_a_trusted_certificate()
    {
        // Without an address, this authority's certificates name no place where revocation is published, so there is nothing to ask.
        var (exit, output, _) = await RunAsync("--trust", "{root}", "--json");

        Assert.That((exit, (string?)JsonNode.Parse(output)!["verdict"]), Is.EqualTo((CommandLine.Good, "passed")), output);
    }

    [Test]
    public async Task The_command_says_why_it_passes_nothing_else()
    {
        var (exit, output, error) = await RunAsync("--english");

        Assert.That((exit, output.Split(':')[0]), Is.EqualTo((CommandLine.Refused, "indeterminate / intact")));
        Assert.That(error, Does.Contain("trusted authority"));
    }

    [Test]
    public async Task No_name_in_a_file_writes_a_line_of_its_own_or_steers_the_terminal()
    {
        (signed, misleading) = (misleading, signed);
        var (_, output, error) = await RunAsync("--english");
        (signed, misleading) = (misleading, signed);

        Assert.That(output.Split(Environment.NewLine), Has.None.StartWith("passed"), output);
        Assert.That((output + error).Where(letter => char.IsControl(letter) && letter != '\n'), Is.Empty);
    }

    [Test]
    public async Task A_file_that_is_no_certificate_is_not_trusted()
    {
        var (exit, output, error) = await RunAsync("--trust", "{file}");

        Assert.That((exit, output), Is.EqualTo((CommandLine.Refused, "")));
        Assert.That(error, Does.Contain("không phải chứng thư số"));
    }

    private async Task<ApiAnswer> PostAsync(byte[] body, string? language = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/verify") { Content = new ByteArrayContent(body) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/pdf");
        if (language is not null)
        {
            request.Headers.AcceptLanguage.ParseAdd(language);
        }

        return await house.Stranger().SendAsync(request);
    }

    private async Task<(int Exit, string Output, string Error)> RunAsync(params string[] arguments)
    {
        var folder = System.IO.Directory.CreateTempSubdirectory("verify");
        try
        {
            var (file, certificate) = (Path.Combine(folder.FullName, "signed.pdf"), Path.Combine(folder.FullName, "root.cer"));
            await File.WriteAllBytesAsync(file, signed);
            await File.WriteAllBytesAsync(certificate, root);
            using var output = new StringWriter();
            using var error = new StringWriter();
            string[] all = ["verify", file, .. arguments.Select(argument => argument.Replace("{root}", certificate, StringComparison.Ordinal).Replace("{file}", file, StringComparison.Ordinal))];
            var exit = await CommandLine.InvokeAsync(all, new Terminal(TextReader.Null, output, error, new FixedClock(Made.AddDays(1))), CancellationToken.None);
            return (exit, output.ToString(), error.ToString());
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private sealed class FixedClock(DateTimeOffset now) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => now;
    }
}
