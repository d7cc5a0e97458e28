using Dispatch.Api.Tests.Fixtures;
using Dispatch.Engine.Tests.Fixtures;

namespace Dispatch.Api.Tests.Http;

/// <summary>The contract is an approved text: a change of it is a change that somebody looked at.</summary>
public sealed class OpenApiTests
{
    [Test]
    public async Task The_contract_is_the_approved_one()
    {
        await using var house = await ApiHouse.OpenAsync();

        Approved.Match("eng/approved/openapi.json", (await house.Stranger().GetAsync("/openapi/v1.json")).Text.ReplaceLineEndings("\n").TrimEnd() + "\n");
    }
}
