using System.Net.Http.Headers;
using System.Text.Json.Nodes;
using Dispatch.Api.Demo;
using Dispatch.Api.Tests.Fixtures;

namespace Dispatch.Api.Tests.Signing;

/// <summary>The papers of the demonstration were signed in 2024 by its own clock, and are proven today: what the file lacks is asked of its authority.</summary>
public sealed class DemoVerificationTests
{
    private ApiHouse house = null!;
    private ApiClient clerk = null!;
    private JsonNode incoming = null!;

    [OneTimeSetUp]
    public async Task OpenAsync()
    {
        house = ApiHouse.OpenDemo();
        clerk = house.Stranger();
        await clerk.SignInAsync(DemoPeople.ProvinceClerk.UserName, DemoPeople.Password);
        incoming = (await clerk.GetAsync("/api/incoming")).Json["items"]!.AsArray().First(item => (string?)item!["contentHash"] is not null)!;
    }

    [OneTimeTearDown]
    public async Task CloseAsync() => await house.DisposeAsync();

    [Test]
    public async Task What_arrived_was_verified_on_arrival()
    {
        var kept = await clerk.GetAsync($"/api/incoming/{incoming["id"]}/verification");

        Assert.That(((string?)kept.Json["found"]!["verdict"], (string?)kept.Json["found"]!["integrity"]), Is.EqualTo(("passed", "intact")).IgnoreCase, kept.Text);
        Assert.That((bool?)kept.Json["found"]!["signatory"]!["stood"], Is.True, kept.Text);
    }

    [Test]
    public async Task A_clerk_asks_again_and_a_person_of_the_house_learns_of_the_authority()
    {
        var again = await clerk.ActAsync($"/api/incoming/{incoming["id"]}/verify");
        var file = await clerk.Http.GetByteArrayAsync($"/api/incoming/{incoming["id"]}/file");

        var told = await VerifyAsync(clerk, file);
        var stranger = await VerifyAsync(house.Stranger(), file);

        Assert.That((string?)again.Json["found"]!["verdict"], Is.EqualTo("passed").IgnoreCase, again.Text);
        Assert.That(((string?)told.Json["verdict"], (bool?)told.Json["authority"]!["stood"]), Is.EqualTo(("passed", true)), told.Text);
        Assert.That(((string?)stranger.Json["verdict"], stranger.Json["authority"]), Is.EqualTo(("passed", (JsonNode?)null)), stranger.Text);
    }

    private static async Task<ApiAnswer> VerifyAsync(ApiClient client, byte[] file)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/verify") { Content = new ByteArrayContent(file) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/pdf");
        return await client.SendAsync(request);
    }
}
