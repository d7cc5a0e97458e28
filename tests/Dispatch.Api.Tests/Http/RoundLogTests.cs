using System.Net.Sockets;
using Dispatch.Api.Http;
using Dispatch.Engine.Persistence;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace Dispatch.Api.Tests.Http;

/// <summary>What goes wrong every second is told when it begins, when it is over, and now and then between.</summary>
public sealed class RoundLogTests
{
    private MovedClock clock = null!;
    private Lines heard = null!;

    [SetUp]
    public void Begin() => (clock, heard) = (new MovedClock(), new Lines());

    [Test]
    public void A_database_that_is_gone_takes_a_line_when_it_goes_one_each_ten_minutes_and_one_when_it_is_back()
    {
        var rounds = new RoundLog(clock);
        for (var second = 0; second < 700; second++)
        {
            rounds.Failed(RoundWork.Carrying, new NpgsqlException("gone", new SocketException(111)), heard);
            clock.Advance(TimeSpan.FromSeconds(1));
        }

        rounds.Ended(RoundWork.Carrying, heard);
        rounds.Ended(RoundWork.Carrying, heard);

        Assert.That(heard.Said, Is.EqualTo(new[]
        {
            "Rounds of Carrying fail: storage.unreachable (SocketException); they go on until it is over",
            "Rounds of Carrying fail: storage.unreachable (SocketException); they go on until it is over",
            "Rounds of Carrying go well again; 700 failed since 2026-12-31 00:00:00Z",
        }));
        Assert.That(heard.Faults, Is.Zero, "where in the program an outage was met is nobody's concern");
    }

    [Test]
    public void Another_trouble_is_told_at_once_and_a_fault_of_the_program_with_its_place()
    {
        var rounds = new RoundLog(clock);
        rounds.Failed(RoundWork.Carrying, new NpgsqlException("gone", new SocketException(111)), heard);
        rounds.Failed(RoundWork.Carrying, new InvalidOperationException("a fault of ours"), heard);
        rounds.Failed(RoundWork.Mailing, new InvalidOperationException("a fault of ours"), heard);

        Assert.That(heard.Said, Has.Count.EqualTo(3));
        Assert.That(heard.Faults, Is.EqualTo(2));
    }

    [Test]
    public void Requests_that_meet_an_outage_take_a_line_a_minute()
    {
        var outages = new OutageLog(clock, heard);
        var gone = new NpgsqlException("gone", new SocketException(111));
        for (var request = 0; request < 121; request++)
        {
            outages.Met(Outages.Of(gone)!, gone);
            clock.Advance(TimeSpan.FromSeconds(1));
        }

        Assert.That(heard.Said, Has.Count.EqualTo(3));
    }

    private sealed class MovedClock : TimeProvider
    {
        private DateTimeOffset now = new(2026, 12, 31, 0, 0, 0, TimeSpan.Zero);

        public override DateTimeOffset GetUtcNow() => now;

        public void Advance(TimeSpan by) => now += by;
    }

    private sealed class Lines : ILogger<OutageLog>
    {
        public List<string> Said { get; } = [];

        public int Faults { get; private set; }

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            Said.Add(formatter(state, exception));
            Faults += exception is null ? 0 : 1;
        }

        public bool IsEnabled(LogLevel logLevel) => true;

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;
    }
}
