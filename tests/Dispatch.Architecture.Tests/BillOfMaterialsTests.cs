using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Dispatch.Engine.Tests.Fixtures;

namespace Dispatch.Architecture.Tests;

/// <summary>
/// What the program is made of, as CycloneDX 1.6 (<c>eng/approved/sbom.json</c>): every package a lock file of <c>src</c> names, with its version and the hash it was locked with, and the
/// fonts. Made from the lock files, so it cannot be older than they are. Packages that only judge the code are scoped as excluded.
/// </summary>
public sealed partial class BillOfMaterialsTests
{
    private static readonly JsonSerializerOptions Plain = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    [Test]
    public void The_bill_of_materials_is_that_of_the_lock_files() => Approved.Match("eng/approved/sbom.json", Bill().ToJsonString(Plain) + "\n");

    [Test]
    public void This_test_finds_what_the_program_stands_on() =>
        Assert.That(Components().Select(component => (string?)component["name"]), Is.SupersetOf(new[] { "MediatR", "Npgsql", "Quartz", "htmx.org", "Tinos" }));

    private static JsonObject Bill() => new()
    {
        ["bomFormat"] = "CycloneDX",
        ["specVersion"] = "1.6",
        ["version"] = 1,
        ["metadata"] = new JsonObject { ["component"] = new JsonObject { ["type"] = "application", ["bom-ref"] = "dispatch", ["name"] = "Dispatch", ["licenses"] = Licence("Apache-2.0") } },
        ["components"] = new JsonArray([.. Components()]),
    };

    private static IEnumerable<JsonObject> Components() => NuGet().Concat(Npm()).Append(Fonts()).OrderBy(component => (string)component["bom-ref"]!, StringComparer.Ordinal);

    private static IEnumerable<JsonObject> NuGet()
    {
        var judges = GlobalReference().Matches(Sources.Read("Directory.Packages.props")).Select(match => match.Groups["name"].Value).ToHashSet(StringComparer.Ordinal);
        return
            from file in Sources.AllFiles().Where(path => path.StartsWith("src/", StringComparison.Ordinal) && path.EndsWith("/packages.lock.json", StringComparison.Ordinal))
            from framework in JsonNode.Parse(Sources.Read(file))!["dependencies"]!.AsObject()
            from package in framework.Value!.AsObject()
            where (string?)package.Value!["type"] != "Project"
            group package.Value by (Name: package.Key, Version: (string)package.Value!["resolved"]!) into one
            select Library("nuget", one.Key.Name, one.Key.Version, "nuget:contentHash", (string?)one.First()!["contentHash"], null, judges.Contains(one.Key.Name));
    }

    private static IEnumerable<JsonObject> Npm() =>
        from file in Sources.AllFiles().Where(path => path.StartsWith("src/", StringComparison.Ordinal) && path.EndsWith("/package-lock.json", StringComparison.Ordinal))
        from package in JsonNode.Parse(Sources.Read(file))!["packages"]!.AsObject()
        where package.Key.Length > 0
        let name = package.Key[(package.Key.LastIndexOf("node_modules/", StringComparison.Ordinal) + "node_modules/".Length)..]
        select Library("npm", name, (string)package.Value!["version"]!, "npm:integrity", (string?)package.Value["integrity"], (string?)package.Value["license"], isExcluded: (bool?)package.Value["dev"] == true);

    private static JsonObject Fonts() => new() { ["type"] = "file", ["bom-ref"] = "fonts/Tinos", ["name"] = "Tinos", ["licenses"] = Licence("OFL-1.1") };

    private static JsonObject Library(string kind, string name, string version, string property, string? hash, string? licence, bool isExcluded)
    {
        var purl = $"pkg:{kind}/{name.Replace("@", "%40", StringComparison.Ordinal)}@{version}";
        var library = new JsonObject { ["type"] = "library", ["bom-ref"] = purl, ["name"] = name, ["version"] = version, ["scope"] = isExcluded ? "excluded" : "required", ["purl"] = purl };
        if (licence is not null)
        {
            library["licenses"] = Licence(licence);
        }

        if (hash is not null)
        {
            library["properties"] = new JsonArray(new JsonObject { ["name"] = property, ["value"] = hash });
        }

        return library;
    }

    private static JsonArray Licence(string expression) => new(new JsonObject { ["expression"] = expression });

    [GeneratedRegex("<GlobalPackageReference Include=\"(?<name>[^\"]+)\"", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex GlobalReference();
}
