using Dispatch.Engine.Kernel;

namespace Dispatch.Engine.Tests.Fixtures;

/// <summary>Breaks an act off at a named point, as a lost process would.</summary>
internal sealed class TestCrash : CrashPoints
{
    private volatile Func<string, bool>? breaksAt;

    /// <summary>From now on every hit of the point is a crash; null ends it.</summary>
    public void At(string? point) => breaksAt = point is null ? null : hit => hit == point;

    /// <summary>From now on the rule says which hit is a crash. It is asked by many at once.</summary>
    public void When(Func<string, bool> rule) => breaksAt = rule;

    public override void Hit(string point)
    {
        if (breaksAt?.Invoke(point) == true)
        {
            throw new CrashException(point);
        }
    }
}

internal sealed class CrashException(string point) : Exception($"Broken off at {point}.");
