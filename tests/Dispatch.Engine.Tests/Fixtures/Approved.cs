namespace Dispatch.Engine.Tests.Fixtures;

/// <summary>Texts under review: what the program says now must be what somebody approved. A difference is written beside the approved text, to be read and moved over it.</summary>
internal static class Approved
{
    /// <param name="path">Of the approved text, from the top of the repository.</param>
    /// <param name="text">What it should be now.</param>
    public static void Match(string path, string text)
    {
        var approved = Path.Combine(Top(), path);
        var received = Path.ChangeExtension(approved, ".received" + Path.GetExtension(path));
        var now = text.ReplaceLineEndings("\n");
        if (File.Exists(approved) && File.ReadAllText(approved).ReplaceLineEndings("\n") == now)
        {
            File.Delete(received);
            return;
        }

        File.WriteAllText(received, now);
        Assert.Fail($"{path} is not what the program says now. Read {Path.GetFileName(received)} beside it; when it is right, move it over.");
    }

    private static string Top()
    {
        var folder = new DirectoryInfo(TestContext.CurrentContext.TestDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "Dispatch.sln")))
        {
            folder = folder.Parent ?? throw new InvalidOperationException("The tests do not run inside the repository.");
        }

        return folder.FullName;
    }
}
