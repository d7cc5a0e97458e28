using Dispatch.Api.Tests.Fixtures;
using Dispatch.Engine.Kernel;
using Dispatch.Engine.Persistence;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Dispatch.Api.Tests.Distributing;

/// <summary>The outbox goes on whatever happens to a round of it.</summary>
public sealed class OutboxServiceTests
{
    [Test]
    public async Task News_is_carried_although_an_earlier_round_failed()
    {
        await using var house = await ApiHouse.OpenAsync();
        await RenameOutboxAsync(house, "outbox", "outbox_away");
        await Task.Delay(1500);
        await RenameOutboxAsync(house, "outbox_away", "outbox");

        var (dispatch, _) = await house.RegisteredAsync();

        Assert.That(dispatch, Is.Not.Empty);
    }

    private static async Task RenameOutboxAsync(ApiHouse house, string from, string to)
    {
        await using var scope = house.Services.CreateAsyncScope();
        using var turn = await scope.ServiceProvider.GetRequiredService<WriterQueue>().EnterAsync(CancellationToken.None);
        var rename = $"ALTER TABLE {from} RENAME TO {to}";
        await scope.ServiceProvider.GetRequiredService<DispatchDbContext>().Database.ExecuteSqlRawAsync(rename);
    }
}
