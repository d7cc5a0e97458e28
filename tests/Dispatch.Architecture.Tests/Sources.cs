using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Dispatch.Architecture.Tests;

/// <summary>One C# file: its path from the root of the project with forward slashes, and its text.</summary>
internal sealed record SourceFile(string Path, string Text)
{
    private SyntaxNode? root;

    public SyntaxNode Root => root ??= CSharpSyntaxTree.ParseText(Text).GetRoot();

    public int Lines => Text.TrimEnd().AsSpan().Count('\n') + 1;

    public string FileName => System.IO.Path.GetFileName(Path);

    public bool IsIn(string folder) => Path.StartsWith(folder + "/", StringComparison.Ordinal);

    public string At(SyntaxNode node) => $"{Path}:{node.GetLocation().GetLineSpan().StartLinePosition.Line + 1}";
}

/// <summary>The files of the project, without what a build or a run makes.</summary>
internal static class Sources
{
    private static readonly string[] Made = ["bin", "obj", ".git", ".test", "data", "node_modules", "TestResults", "artifacts"];

    public static string Root { get; } = FindRoot();

    public static IReadOnlyList<SourceFile> Src { get; } = [.. CSharpUnder("src")];

    public static IReadOnlyList<SourceFile> Tests { get; } = [.. CSharpUnder("tests")];

    /// <summary>Every file of the project by its path from the root.</summary>
    public static IEnumerable<string> AllFiles() => FilesUnder(Root).Select(FromRoot);

    public static string Read(string path) => File.ReadAllText(Path.Combine(Root, path));

    public static IEnumerable<string> FoldersOf(string path) =>
        Directory.EnumerateDirectories(Path.Combine(Root, path)).Select(folder => Path.GetFileName(folder)).Except(Made, StringComparer.Ordinal);

    private static IEnumerable<SourceFile> CSharpUnder(string folder) =>
        from path in FilesUnder(Path.Combine(Root, folder)).Select(FromRoot).Order(StringComparer.Ordinal)
        where path.EndsWith(".cs", StringComparison.Ordinal) && !path.Contains("/Migrations/", StringComparison.Ordinal)
        select new SourceFile(path, Read(path));

    private static IEnumerable<string> FilesUnder(string folder) =>
        Directory.EnumerateFiles(folder).Concat(
            Directory.EnumerateDirectories(folder).Where(inner => !Made.Contains(Path.GetFileName(inner), StringComparer.Ordinal)).SelectMany(FilesUnder));

    private static string FromRoot(string file) => Path.GetRelativePath(Root, file).Replace('\\', '/');

    private static string FindRoot()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "Dispatch.sln")))
            {
                return folder.FullName;
            }
        }

        throw new InvalidOperationException($"No Dispatch.sln above {AppContext.BaseDirectory}.");
    }
}
