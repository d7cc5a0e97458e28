using Dispatch.Engine.Kernel;

namespace Dispatch.Engine.Directory;

/// <summary>The installation itself, which keeps a log of its own for what belongs to no organisation: the directory, first accounts.</summary>
public static class Installation
{
    /// <summary>The id under which its log is kept; no body ever has it.</summary>
    public static Id<Body> Id { get; } = new(new Guid("00000000-0000-7000-8000-000000000001"));
}
