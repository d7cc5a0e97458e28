using System.Diagnostics;

namespace Dispatch.Templates.Tests.Tools;

/// <summary>A folder for one test, in which programs written by others look at what we made.</summary>
internal sealed class Workbench : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("signing");

    public string Put(string name, byte[] content)
    {
        var path = At(name);
        File.WriteAllBytes(path, content);
        return path;
    }

    public string At(string name) => Path.Combine(folder.FullName, name);

    public byte[] Take(string name) => File.ReadAllBytes(At(name));

    /// <summary>Runs a program in the folder; a failure of it fails the test with what it said.</summary>
    public string Run(string program, params string[] arguments)
    {
        var (code, said) = Try(program, arguments);
        Assert.That(code, Is.Zero, () => $"{program} {string.Join(' ', arguments)}: {said}");
        return said;
    }

    /// <summary>Runs a program and gives its exit code with everything it printed; skips the test where the program is not installed, except in CI.</summary>
    public (int Code, string Said) Try(string program, params string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = folder.FullName,
        };
        using var process = PdfTool.Start(start);
        var errors = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return (process.ExitCode, output + errors.Result);
    }

    public void Dispose() => folder.Delete(recursive: true);
}
