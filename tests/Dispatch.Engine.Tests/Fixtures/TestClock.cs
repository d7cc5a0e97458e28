using Dispatch.Engine.Kernel;

namespace Dispatch.Engine.Tests.Fixtures;

/// <summary>A clock that stands still until a test moves it. Begins on the day before the first seed was issued, in office hours.</summary>
internal sealed class TestClock : TimeProvider
{
    private readonly Lock gate = new();
    private DateTimeOffset now = new(2024, 12, 16, 1, 0, 0, TimeSpan.Zero);

    private long passed;

    public DateOnly Today => OfficeTime.DateAt(GetUtcNow());

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    /// <summary>What has passed; setting the clock passes no time.</summary>
    public override long GetTimestamp() => Interlocked.Read(ref passed);

    public override DateTimeOffset GetUtcNow()
    {
        lock (gate)
        {
            return now;
        }
    }

    public void Advance(TimeSpan by)
    {
        lock (gate)
        {
            now += by;
            passed += by.Ticks;
        }
    }

    /// <summary>Sets the clock to an instant: also back, which is what a broken time server does.</summary>
    public void Set(DateTimeOffset instant)
    {
        lock (gate)
        {
            now = instant;
        }
    }

    /// <summary>Nine in the morning in Vietnam.</summary>
    public void SetDay(DateOnly day) => Set(OfficeTime.At(day, new TimeOnly(9, 0)).ToUniversalTime());
}
