using System.Xml.Linq;

namespace Dispatch.Architecture.Tests;

/// <summary>Api → Engine → Templates, and nothing back.</summary>
public sealed class DirectionTests
{
    private static readonly string[] Databases = ["Microsoft.EntityFrameworkCore", "Microsoft.Data.", "Npgsql", "SQLitePCL", "System.Data.Common"];

    [Test]
    public void The_templates_know_neither_the_engine_nor_a_database_nor_the_web() =>
        Assert.That(Ours.ReferencesOf(Ours.Templates), Has.None.Matches<string>(IsForbiddenToTemplates));

    [Test]
    public void This_test_would_notice_templates_that_read_a_database() =>
        Assert.That(Ours.ReferencesOf(typeof(DirectionTests).Assembly), Has.Some.Matches<string>(IsForbiddenToTemplates));

    [Test]
    public void The_templates_project_names_no_project_and_no_package_but_two_that_calculate() =>
        Assert.That(ReferencesInProject("src/Dispatch.Templates/Dispatch.Templates.csproj"), Is.EqualTo(new[] { "DocumentFormat.OpenXml", "QRCoder" }));

    [Test]
    public void This_test_would_notice_a_package_in_the_templates_project() =>
        Assert.That(ReferencesInProject("src/Dispatch.Engine/Dispatch.Engine.csproj"), Has.Member("MediatR"));

    [Test]
    public void The_engine_knows_neither_the_api_nor_the_web() =>
        Assert.That(Ours.ReferencesOf(Ours.Engine), Has.None.Matches<string>(IsForbiddenToEngine));

    [Test]
    public void This_test_would_notice_an_engine_that_serves_pages() =>
        Assert.That(Ours.ReferencesOf(Ours.Api), Has.Some.Matches<string>(IsForbiddenToEngine));

    [TestCase("dispatch", true)]
    [TestCase("Microsoft.AspNetCore.Http.Abstractions", true)]
    [TestCase("Microsoft.AspNetCore.Components", true)]
    [TestCase("Microsoft.AspNetCore.Cryptography.KeyDerivation", false)]
    [TestCase("Microsoft.Extensions.Logging.Abstractions", false)]
    public void The_web_is_told_from_the_platform(string assembly, bool forbidden) =>
        Assert.That(IsForbiddenToEngine(assembly), Is.EqualTo(forbidden));

    private static bool IsForbiddenToTemplates(string assembly) =>
        assembly is "Dispatch.Engine" or "dispatch" or "MediatR"
        || assembly.StartsWith("Microsoft.AspNetCore", StringComparison.Ordinal)
        || Array.Exists(Databases, database => assembly.StartsWith(database, StringComparison.Ordinal));

    // Hashing of passwords and protection of data carry the web's name and none of it.
    private static bool IsForbiddenToEngine(string assembly) =>
        assembly is "dispatch"
        || (assembly.StartsWith("Microsoft.AspNetCore", StringComparison.Ordinal)
            && !assembly.StartsWith("Microsoft.AspNetCore.Cryptography", StringComparison.Ordinal)
            && !assembly.StartsWith("Microsoft.AspNetCore.DataProtection", StringComparison.Ordinal));

    private static List<string> ReferencesInProject(string path) =>
        [.. XDocument.Parse(Sources.Read(path)).Descendants()
            .Where(element => element.Name.LocalName is "PackageReference" or "ProjectReference" or "FrameworkReference")
            .Select(element => (string)element.Attribute("Include")!)];
}
