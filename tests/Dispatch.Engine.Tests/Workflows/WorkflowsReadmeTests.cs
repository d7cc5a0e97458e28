using Dispatch.Engine.Workflows.Activities;

namespace Dispatch.Engine.Tests.Workflows;

/// <summary>Who writes a route reads one page; it says what the code does.</summary>
internal sealed class WorkflowsReadmeTests
{
    private static readonly string Page = File.ReadAllText(Path.Combine(ShippedDefinitionsTests.Folder, "README.md"));

    [TestCaseSource(nameof(Steps))]
    public void A_step_of_ours_stands_in_the_table_with_what_it_does_and_how_it_ends(string type)
    {
        var step = OfficeSteps.All.Single(one => one.Type == type);
        var row = Page.Split('\n').Single(line => line.StartsWith($"| `{type}` |", StringComparison.Ordinal));

        Assert.That(row, Does.Contain($"| {step.Does} |"));
        Assert.That(row, Does.EndWith(step.Outcomes.Count == 0 ? "Done |" : $"| {string.Join(", ", step.Outcomes)} |"));
        Assert.That(step.Needs == default, Is.EqualTo(row.Split('|')[3].Trim().Length == 0), "what it needs");
    }

    [TestCaseSource(nameof(Types))]
    public void An_activity_a_definition_may_contain_is_on_the_page(string type) =>
        Assert.That(Page, Does.Contain(type.StartsWith("Elsa.", StringComparison.Ordinal) ? $"`{type["Elsa.".Length..]}`" : $"`{type}`"));

    private static IEnumerable<string> Steps => OfficeSteps.All.Select(step => step.Type);

    private static IEnumerable<string> Types => Catalogue.All.Select(behaviour => behaviour.Type);
}
