using System.ComponentModel;
using System.Diagnostics;

namespace Dispatch.Api.Intake;

/// <summary>How a program of the operating system ended.</summary>
internal enum OutsideEnd
{
    /// <summary>With exit code 0.</summary>
    Good,

    /// <summary>With another exit code.</summary>
    Failed,

    /// <summary>The machine does not have it.</summary>
    Missing,

    /// <summary>It took longer, or wrote more, than it was allowed, and was ended with everything it had started.</summary>
    Stopped,
}

/// <summary>What a program wrote, and how it ended.</summary>
internal sealed record OutsideAnswer(OutsideEnd End, byte[] Output)
{
    /// <summary>Whether it ended well.</summary>
    public bool IsGood => End is OutsideEnd.Good;
}

/// <summary>
/// Runs a program of the operating system on bytes of a stranger: in by a pipe and out by a pipe, so that nothing of a
/// document lies on a disk; bounded in time and output; and ended with its whole tree when it does not keep to that.
/// </summary>
internal static class OutsideProgram
{
    private const int Chunk = 64 * 1024;

    public static async Task<OutsideAnswer> RunAsync(string name, IReadOnlyList<string> arguments, ReadOnlyMemory<byte> input, int mostOutput, TimeSpan patience, CancellationToken cancellationToken)
    {
        using var program = Start(name, arguments);
        if (program is null)
        {
            return new OutsideAnswer(OutsideEnd.Missing, []);
        }

        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(patience);
        try
        {
            var errors = DrainAsync(program.StandardError.BaseStream, limit.Token);
            var feeding = FeedAsync(program, input, limit.Token);
            var output = await ReadAsync(program.StandardOutput.BaseStream, mostOutput, limit.Token);
            if (output is null)
            {
                return new OutsideAnswer(OutsideEnd.Stopped, []);
            }

            await Task.WhenAll(feeding, errors, program.WaitForExitAsync(limit.Token));
            return new OutsideAnswer(program.ExitCode == 0 ? OutsideEnd.Good : OutsideEnd.Failed, output);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return new OutsideAnswer(OutsideEnd.Stopped, []);
        }
        finally
        {
            if (!program.HasExited)
            {
                program.Kill(entireProcessTree: true);
            }
        }
    }

    private static Process? Start(string name, IReadOnlyList<string> arguments)
    {
        try
        {
            var start = new ProcessStartInfo(name, arguments) { RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false };

            // Tesseract would take every core for one page, and the office works beside it.
            start.Environment["OMP_THREAD_LIMIT"] = "1";
            return Process.Start(start);
        }
        catch (Win32Exception)
        {
            return null;
        }
    }

    /// <summary>The whole output; null when it is more than it may be.</summary>
    private static async Task<byte[]?> ReadAsync(Stream stream, int most, CancellationToken cancellationToken)
    {
        using var whole = new MemoryStream();
        var chunk = new byte[Chunk];
        for (int read; (read = await stream.ReadAsync(chunk, cancellationToken)) > 0;)
        {
            if (whole.Length + read > most)
            {
                return null;
            }

            whole.Write(chunk, 0, read);
        }

        return whole.ToArray();
    }

    /// <summary>What it says of its troubles is read, so that the pipe never fills, and not kept: it may quote the document.</summary>
    private static async Task DrainAsync(Stream stream, CancellationToken cancellationToken)
    {
        var chunk = new byte[Chunk];
        while (await stream.ReadAsync(chunk, cancellationToken) > 0)
        {
        }
    }

    private static async Task FeedAsync(Process program, ReadOnlyMemory<byte> input, CancellationToken cancellationToken)
    {
        try
        {
            await program.StandardInput.BaseStream.WriteAsync(input, cancellationToken);
            program.StandardInput.Close();
        }
        catch (IOException)
        {
            // The program gave up before it had read all; its exit code says why.
        }
    }
}
