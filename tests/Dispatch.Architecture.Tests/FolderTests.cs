namespace Dispatch.Architecture.Tests;

/// <summary>The first folder level of a project is the life of a paper (docs/adr/0002).</summary>
public sealed class FolderTests
{
    private static readonly string[] Stages =
    [
        "Registering", "Signing", "Numbering", "Issuing", "Distributing", "Receiving", "Copying", "Recalling", "Tracing", "Intake", "Exchanging",
    ];

    private static readonly string[] UnderTheStages = ["Lifecycle", "Workflows", "Directory", "Auditing", "Persistence", "Kernel"];

    internal static IReadOnlyList<string> EngineFolders { get; } = [.. Stages, .. UnderTheStages];

    internal static IReadOnlyList<string> ApiFolders { get; } =
        [.. EngineFolders, "Http", "Security", "Components", "Commands", "Demo", "wwwroot", "Properties"];

    internal static IReadOnlyList<string> TemplatesFolders { get; } = ["Layout", "Pdf", "Fonts", "Images", "Inspecting", "Bodies", "Marks", "Sheets", "Signatures"];

    [Test]
    public void The_engine_is_laid_out_by_the_life_of_a_paper() => OnlyHas("src/Dispatch.Engine", EngineFolders);

    [Test]
    public void The_api_is_laid_out_by_the_life_of_a_paper() => OnlyHas("src/Dispatch.Api", ApiFolders);

    [Test]
    public void The_templates_are_laid_out_as_paper_is_made() => OnlyHas("src/Dispatch.Templates", TemplatesFolders);

    [Test]
    public void This_test_would_notice_a_folder_of_helpers() =>
        Assert.That(Strangers(["Numbering", "Helpers"], EngineFolders), Is.EqualTo(new[] { "Helpers" }));

    [Test]
    public void Every_project_of_the_source_is_held_to_a_layout() =>
        Assert.That(Sources.FoldersOf("src"), Is.EquivalentTo(new[] { "Dispatch.Api", "Dispatch.Engine", "Dispatch.Templates" }));

    private static void OnlyHas(string project, IReadOnlyList<string> allowed)
    {
        var folders = Sources.FoldersOf(project).ToList();

        Assert.That(Strangers([.. folders.MustBeFound($"folder in {project}")], allowed), Is.Empty);
    }

    private static IEnumerable<string> Strangers(IEnumerable<string> folders, IEnumerable<string> allowed) => folders.Except(allowed, StringComparer.Ordinal);
}
