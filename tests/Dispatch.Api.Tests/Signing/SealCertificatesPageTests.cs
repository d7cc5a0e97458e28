using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using Dispatch.Api.Demo;
using Dispatch.Api.Tests.Pages;

namespace Dispatch.Api.Tests.Signing;

/// <summary>The page of the organisation's certificates, without script: look into a file, record it, withdraw it.</summary>
public sealed class SealCertificatesPageTests : PageFixture
{
    private const string Page = "/seal-certificates";

    [Test]
    public async Task A_certificate_is_looked_at_recorded_and_withdrawn_with_a_reason()
    {
        using var admin = await House.SignInAsync(DemoPeople.Administrator);
        var looked = await admin.UploadAsync(Page + "/look", PageVisitor.HiddenOf(await admin.ReadAsync(Page), Page + "/look"), ("dau.cer", Certificate("Dấu thử nghiệm")));
        var preview = WebUtility.HtmlDecode(await looked.Content.ReadAsStringAsync());
        Assert.That(preview, Does.Contain("<dd>Dấu thử nghiệm</dd>").And.Contain("Ghi nhận chứng thư này"));
        Assert.That(WebUtility.HtmlDecode(await admin.ReadAsync(Page)), Does.Not.Contain("Dấu thử nghiệm"), "looking records nothing");

        var recorded = await admin.SendAsync(Page + "/record", PageVisitor.HiddenOf(preview, Page + "/record"), ("basis", "Biên bản bàn giao số 12/BB-VP ngày 02/12/2024"));
        Assert.That(recorded.StatusCode, Is.EqualTo(HttpStatusCode.SeeOther), await recorded.Content.ReadAsStringAsync());
        var listed = WebUtility.HtmlDecode(await admin.ReadAsync(Page));
        Assert.That(listed, Does.Contain("Dấu thử nghiệm").And.Contain("Biên bản bàn giao số 12/BB-VP"));
        using var clerk = await House.SignInAsync(DemoPeople.Clerk);
        Assert.That(WebUtility.HtmlDecode(await clerk.ReadAsync(Page)), Does.Contain("Dấu thử nghiệm").And.Not.Contain(Page + "/withdraw").And.Not.Contain(Page + "/look"));

        var row = listed[listed.IndexOf("Dấu thử nghiệm", StringComparison.Ordinal)..];
        var withdrawn = await admin.SendAsync(Page + "/withdraw", PageVisitor.HiddenOf(row, Page + "/withdraw"), ("reason", "Thiết bị hỏng"));
        Assert.That(withdrawn.StatusCode, Is.EqualTo(HttpStatusCode.SeeOther), await withdrawn.Content.ReadAsStringAsync());
        Assert.That(WebUtility.HtmlDecode(await admin.ReadAsync(Page)), Does.Contain("Thiết bị hỏng"));
    }

    [Test]
    public async Task A_file_that_is_no_certificate_is_refused_beside_the_form()
    {
        using var admin = await House.SignInAsync(DemoPeople.Administrator);

        var answer = await admin.UploadAsync(Page + "/look", PageVisitor.HiddenOf(await admin.ReadAsync(Page), Page + "/look"), ("dau.p12", Encoding.UTF8.GetBytes("không phải chứng thư")));

        Assert.That(WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync()), Does.Contain("Tệp này không phải chứng thư số"));
    }

    private static byte[] Certificate(string holder)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using var certificate = new CertificateRequest("CN=" + holder, key, HashAlgorithmName.SHA256).CreateSelfSigned(new DateTimeOffset(2024, 1, 1, 0, 0, 0, TimeSpan.Zero), new DateTimeOffset(2034, 1, 1, 0, 0, 0, TimeSpan.Zero));
        return certificate.Export(X509ContentType.Cert);
    }
}
