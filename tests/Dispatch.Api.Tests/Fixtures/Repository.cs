namespace Dispatch.Api.Tests.Fixtures;

/// <summary>The files of the repository, found from where the tests run.</summary>
internal static class Repository
{
    public static string Root { get; } = Find(TestContext.CurrentContext.TestDirectory);

    public static string Read(string path) => File.ReadAllText(Path.Combine(Root, path));

    private static string Find(string folder) => File.Exists(Path.Combine(folder, "Dispatch.sln")) ? folder : Find(Path.GetDirectoryName(folder)!);
}
