using Dispatch.Engine.Kernel;

namespace Dispatch.Engine.Distributing;

/// <summary>A way out of the installation: a partner's folder, a mail server. What it sends it may be told to send again, under the same key.</summary>
public interface IOutsideChannel
{
    /// <summary>Whether messages of this kind go this way.</summary>
    bool Carries(string kind);

    /// <summary>Sends one; called outside any transaction.</summary>
    /// <param name="message">What is sent.</param>
    /// <param name="services">The scope to read from.</param>
    /// <param name="cancellationToken">Stops before it leaves.</param>
    /// <returns>Why it cannot be sent as it is; null when it left.</returns>
    /// <exception cref="OutsideChannelException">The way is closed now; everything on it waits.</exception>
    Task<Refusal?> SendAsync(OutboxMessage message, IServiceProvider services, CancellationToken cancellationToken);
}

/// <summary>A way out of the installation is closed for now: a folder that is not mounted, a server that does not answer.</summary>
/// <param name="what">What is told to the sender, in Vietnamese.</param>
/// <param name="cause">What happened.</param>
/// <param name="isForAll">Whether nobody is reached this way; else the one it was tried for.</param>
public sealed class OutsideChannelException(string what, Exception? cause = null, bool isForAll = false) : Exception(what, cause)
{
    /// <summary>Whether nobody is reached this way.</summary>
    public bool IsForAll => isForAll;
}
