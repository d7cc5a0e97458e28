using Dispatch.Api.Tests.Fixtures;

namespace Dispatch.Api.Tests.Http;

/// <summary>The contract is an approved text: a change of it is a change that somebody looked at.</summary>
public sealed class OpenApiTests
{
    private const string Approved = "eng/approved/openapi.json";

    [Test]
    public async Task The_contract_is_the_approved_one()
    {
        await using var house = await ApiHouse.OpenAsync();
        var received = (await house.Stranger().GetAsync("/openapi/v1.json")).Text.ReplaceLineEndings("\n").TrimEnd() + "\n";
        var path = Path.Combine(Repository.Root, Approved);
        var approved = File.Exists(path) ? await File.ReadAllTextAsync(path) : "";

        if (received != approved)
        {
            await File.WriteAllTextAsync(Path.ChangeExtension(path, ".received.json"), received);
        }

        Assert.That(received == approved, Is.True, $"The contract changed. Compare {Approved} with its .received.json beside it; if the change is wanted, let the second take the place of the first.");
    }
}
