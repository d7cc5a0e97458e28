using System.Diagnostics;
using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using Dispatch.Engine.Tests.Fixtures;

namespace Dispatch.Scenarios.Tests;

/// <summary>A server of an office as an operator runs it: a process of its own, which can be told to stop, killed, frozen and let go on.</summary>
internal sealed partial class ServerNode : IAsyncDisposable
{
    // Far beyond what a start takes: only one that never comes fails.
    private static readonly TimeSpan LongestStart = TimeSpan.FromMinutes(5);

    private readonly Process process;
    private readonly StringBuilder said = new();
    private readonly TaskCompletionSource<Uri> open = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private ServerNode(TestOffice office)
    {
        var start = new ProcessStartInfo("dotnet") { RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false };
        start.ArgumentList.Add(Path.Combine(TestContext.CurrentContext.TestDirectory, "dispatch.dll"));
        start.Environment["ASPNETCORE_ENVIRONMENT"] = "Testing";
        start.Environment["DISPATCH_Urls"] = "http://127.0.0.1:0";
        start.Environment["DISPATCH_DataFolder"] = office.Folder;
        start.Environment["DISPATCH_Database__Provider"] = "PostgreSql";
        start.Environment["DISPATCH_Database__ConnectionString"] = office.ConnectionString;
        start.Environment["DISPATCH_Accounts__SecondFactor"] = "Offered";
        process = new Process { StartInfo = start };
        process.OutputDataReceived += (_, line) => Hear(line.Data);
        process.ErrorDataReceived += (_, line) => Hear(line.Data);
    }

    /// <summary>Where it answers.</summary>
    public Uri Address => open.Task.Result;

    /// <summary>Everything it has written so far.</summary>
    public string Said
    {
        get
        {
            lock (said)
            {
                return said.ToString();
            }
        }
    }

    /// <summary>Starts a server and waits until its door is open.</summary>
    public static async Task<ServerNode> StartAsync(TestOffice office)
    {
        var node = new ServerNode(office);
        node.process.Start();
        node.process.BeginOutputReadLine();
        node.process.BeginErrorReadLine();
        var ended = node.process.WaitForExitAsync();
        if (await Task.WhenAny(node.open.Task, ended).WaitAsync(LongestStart) == ended)
        {
            throw new AssertionException($"The server did not start: {node.Said}");
        }

        return node;
    }

    /// <summary>Tells it to stop, as a supervisor does, and gives how it ended.</summary>
    public async Task<int> StopAsync()
    {
        Signal("TERM");
        await process.WaitForExitAsync();
        return process.ExitCode;
    }

    /// <summary>Ends it without a word to it.</summary>
    public async Task KillAsync()
    {
        process.Kill();
        await process.WaitForExitAsync();
    }

    /// <summary>Lets it stand still, as a machine that is swapped out or moved.</summary>
    public void Freeze() => Signal("STOP");

    /// <summary>Lets it go on as if nothing had been.</summary>
    public void Thaw() => Signal("CONT");

    public async ValueTask DisposeAsync()
    {
        if (!process.HasExited)
        {
            await KillAsync();
        }

        process.Dispose();
    }

    private void Hear(string? line)
    {
        lock (said)
        {
            said.AppendLine(line);
        }

        if (line is not null && OpenedAt().Match(line) is { Success: true } opened)
        {
            open.TrySetResult(new Uri(opened.Value));
        }
    }

    private void Signal(string name)
    {
        using var kill = Process.Start("kill", ["-" + name, process.Id.ToString(CultureInfo.InvariantCulture)]);
        kill.WaitForExit();
        Assert.That(kill.ExitCode, Is.Zero, $"kill -{name}");
    }

    [GeneratedRegex(@"(?<=sẵn sàng tại )http://127\.0\.0\.1:\d+", RegexOptions.None, matchTimeoutMilliseconds: 10_000)]
    private static partial Regex OpenedAt();
}
