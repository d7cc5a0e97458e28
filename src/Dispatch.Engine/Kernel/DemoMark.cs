namespace Dispatch.Engine.Kernel;

/// <summary>Whether papers made now are demonstration papers and must say so. On only while the demonstration is played.</summary>
public sealed class DemoMark
{
    /// <summary>Papers begun while this is on are marked for ever.</summary>
    public bool IsOn { get; set; }
}
