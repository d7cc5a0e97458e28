using System.Security.Cryptography;
using System.Text.RegularExpressions;
using Dispatch.Api.Demo;
using Dispatch.Api.Tests.Pages;

namespace Dispatch.Api.Tests.Signing;

/// <summary>The signer's desk, as a browser without script sees it.</summary>
public sealed partial class SignerPageTests : PageFixture
{
    [Test]
    public async Task A_signer_sees_what_was_signed_and_the_pages_as_pictures_with_their_hash()
    {
        using var signer = await House.SignInAsync(DemoPeople.SignerVu);
        var desk = await signer.ReadAsync("/signing");
        var paper = Paper().Match(desk).Groups["id"].Value;
        var one = await signer.ReadAsync($"/signing/{paper}");

        using var picture = await signer.GetAsync($"/signing/{paper}/pages/1.png");
        using var beyond = await signer.GetAsync($"/signing/{paper}/pages/99.png");

        Assert.That(desk, Does.Contain("Không có văn bản nào chờ ký").And.Contain("6983/BNG-CNV"));
        Assert.That(one, Does.Contain($"/signing/{paper}/pages/1.png").And.Contain("không còn chờ ký"));
        Assert.That(picture.Content.Headers.ContentType?.MediaType, Is.EqualTo("image/png"));
        var bytes = await picture.Content.ReadAsByteArrayAsync();
        Assert.That(picture.Headers.Concat(picture.Content.Headers).Single(header => header.Key == "Content-Digest").Value, Is.EqualTo(new[] { $"sha-256=:{Convert.ToBase64String(SHA256.HashData(bytes))}:" }));
        Assert.That(beyond.Content.Headers.ContentType?.MediaType, Is.Not.EqualTo("image/png"));
    }

    [Test]
    public async Task A_clerk_has_no_desk_to_sign_at()
    {
        using var clerk = await House.SignInAsync(DemoPeople.Clerk);
        using var refused = await clerk.GetAsync("/signing");

        Assert.That((int)refused.StatusCode, Is.EqualTo(403));
    }

    [Test]
    public async Task The_page_of_what_arrived_says_what_is_proven()
    {
        using var clerk = await House.SignInAsync(DemoPeople.ProvinceClerk);
        var list = await clerk.ReadAsync("/incoming");

        var page = await clerk.ReadAsync(Incoming().Match(list).Value);

        Assert.That(page, Does.Contain("Xác thực và toàn vẹn.").And.Contain("Người ký có thẩm quyền").And.Contain("Kiểm tra lại"));
    }

    [GeneratedRegex("/dispatches/(?<id>[0-9a-f-]{36})", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Paper();

    [GeneratedRegex("/incoming/[0-9a-f-]{36}", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Incoming();
}
