using Dispatch.Engine.Kernel;

namespace Dispatch.Api.Demo;

/// <summary>The clock of the demonstration: it stands at the days on which the seed dispatches were issued, and moves a few minutes with every act.</summary>
internal sealed class DemoClock : TimeProvider
{
    private DateTimeOffset now = OfficeTime.At(new DateOnly(2024, 3, 1), new TimeOnly(8, 0));

    public override DateTimeOffset GetUtcNow() => now.ToUniversalTime();

    /// <summary>A new morning, or a later hour of the day, in Vietnam.</summary>
    public void GoTo(int year, int month, int day, int hour, int minute = 0) => now = OfficeTime.At(new DateOnly(year, month, day), new TimeOnly(hour, minute));

    /// <summary>The time an act takes at a desk.</summary>
    public void Pass() => now += TimeSpan.FromMinutes(3);
}
