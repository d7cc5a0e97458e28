namespace Dispatch.Engine.Persistence;

/// <summary>
/// Holds others off by a file: one process at a time, whoever else starts at the same moment. The operating system lets go of it when its process ends, however it ends, so nobody waits for the dead;
/// nodes of one installation meet in the folder they share.
/// </summary>
public static class HeldFile
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);

    /// <summary>Takes the file now, or gives null when somebody has it.</summary>
    /// <exception cref="IOException">It cannot be made or opened at all.</exception>
    public static IDisposable? TryTake(string path)
    {
        try
        {
            return new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, bufferSize: 0);
        }
        catch (IOException) when (File.Exists(path))
        {
            return null;
        }
    }

    /// <summary>Waits on this thread for a file that nobody holds for long; null when somebody had it all the time.</summary>
    /// <param name="path">The file, made where it is not there; it stays.</param>
    /// <param name="patience">How long.</param>
    public static IDisposable? Take(string path, TimeSpan patience)
    {
        var until = Environment.TickCount64 + (long)patience.TotalMilliseconds;
        while (true)
        {
            if (TryTake(path) is { } held)
            {
                return held;
            }

            if (Environment.TickCount64 >= until)
            {
                return null;
            }

            Thread.Sleep(1);
        }
    }

    /// <summary>Waits for the file; null when somebody had it all the time.</summary>
    /// <param name="path">The file, made where it is not there; it stays.</param>
    /// <param name="patience">How long.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public static async Task<IDisposable?> TakeAsync(string path, TimeSpan patience, CancellationToken cancellationToken)
    {
        var until = Environment.TickCount64 + (long)patience.TotalMilliseconds;
        while (true)
        {
            if (TryTake(path) is { } held)
            {
                return held;
            }

            if (Environment.TickCount64 >= until)
            {
                return null;
            }

            await Task.Delay(Pause, cancellationToken);
        }
    }
}
