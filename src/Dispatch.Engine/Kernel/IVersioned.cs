namespace Dispatch.Engine.Kernel;

/// <summary>A row whose version rises with every change; it is the concurrency token in the database and the ETag over HTTP.</summary>
public interface IVersioned
{
    /// <summary>Rises by one with every saved change; 0 when new.</summary>
    int Version { get; set; }
}
