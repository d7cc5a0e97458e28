using System.Xml.Linq;
using Dispatch.Engine.Workflows;
using Dispatch.Engine.Workflows.Drawing;

namespace Dispatch.Engine.Tests.Workflows.Drawing;

/// <summary>Pictures of procedures: nothing lies on anything else, every way is there, and the same procedure gives the same picture.</summary>
public sealed class PictureTests
{
    private static IEnumerable<WorkflowDefinition> Shipped => WorkflowCatalog.Load(Path.Combine(TestContext.CurrentContext.TestDirectory, "workflows")).Shipped;

    [Test]
    public void No_box_lies_on_another_and_every_way_but_a_loop_leads_down()
    {
        foreach (var definition in Shipped)
        {
            var graph = PictureGraph.Of(definition);
            var layout = PictureLayout.Of(graph, [.. graph.Boxes.Select(_ => (PictureLayout.BoxWidth, 60.0))]);

            for (var i = 0; i < graph.Boxes.Count; i++)
            {
                Assert.That(layout.Places[i].Left, Is.GreaterThanOrEqualTo(0), definition.DefinitionId);
                Assert.That(layout.Places[i].Right, Is.LessThanOrEqualTo(layout.Width), definition.DefinitionId);
                Assert.That(Enumerable.Range(0, i).Where(j => Overlap(layout.Places[i], layout.Places[j])), Is.Empty, $"{definition.DefinitionId}: {graph.Boxes[i].Title}");
            }

            Assert.That(graph.Arrows.Where(arrow => !arrow.IsBack && layout.Places[arrow.To].Y <= layout.Places[arrow.From].Bottom), Is.Empty, definition.DefinitionId);
        }
    }

    [Test]
    public void A_picture_is_well_formed_names_every_step_and_is_the_same_each_time()
    {
        foreach (var definition in Shipped)
        {
            var graph = PictureGraph.Of(definition);
            BoxState[] states = [.. graph.Boxes.Select((_, i) => new BoxState((BoxLook)(i % 5), ["Nguyễn Văn A · 17/12 09:00"]))];
            var svg = PictureSvg.Draw(graph, states, definition.Name);

            var drawn = XDocument.Parse(svg).Descendants().Where(element => element.Attribute("data-step") is not null).Select(element => element.Attribute("data-step")!.Value);
            Assert.That(drawn, Is.EqualTo(graph.Boxes.Select(box => box.Id)));
            Assert.That(PictureSvg.Draw(PictureGraph.Of(definition), states, definition.Name), Is.EqualTo(svg));
            Assert.That(svg, Does.Not.Contain("style=").And.Not.Contain("<script").And.Not.Contain("<style"));
        }
    }

    [TestCase(3, false)]
    [TestCase(12, true)]
    public void A_picture_too_wide_for_a_page_says_so(int branches, bool isWide)
    {
        var names = Enumerable.Range(1, branches).Select(i => $"u{i}").ToArray();
        var fork = ADefinition.Activity("fork", "Elsa.FlowFork", $"\"branches\":[{string.Join(',', names.Select(name => $"\"{name}\""))}]");
        var read = ADefinition.Read(ADefinition.Workflow(ADefinition.Flowchart([fork, .. names.Select(name => ADefinition.Task(name))], [.. names.Select(name => $"fork:{name} -> {name}")])));
        var graph = PictureGraph.Of(read);

        var svg = PictureSvg.Draw(graph, [.. graph.Boxes.Select(_ => BoxState.Plain)], "Thử");

        Assert.That(XDocument.Parse(svg).Root!.Attribute("class")?.Value, Is.EqualTo(isWide ? "wide" : null));
    }

    [Test]
    public void Words_of_a_definition_cannot_break_the_picture()
    {
        var graph = new PictureGraph([new PictureBox("a\"<b>", BoxKind.Person, "<script>alert('x')</script> & \"tên\"", "văn thư", new HashSet<string>(StringComparer.Ordinal))], []);

        var svg = PictureSvg.Draw(graph, [BoxState.Plain], "</svg>");

        Assert.That(XDocument.Parse(svg).Descendants().Select(element => element.Name.LocalName), Has.None.EqualTo("script"));
    }

    [Test]
    public void Of_two_ways_only_the_one_that_was_chosen_is_gone()
    {
        PictureBox[] boxes = [Box("ask", BoxKind.Person), Box("wait", BoxKind.Waiting), Box("decide", BoxKind.Person)];
        var graph = new PictureGraph(boxes, [new PictureArrow(0, 1, "More", "More", IsBack: false), new PictureArrow(0, 2, "Enough", "Enough", IsBack: false), new PictureArrow(1, 2, null, "", IsBack: false)]);
        var at = new DateTimeOffset(2024, 12, 17, 9, 0, 0, TimeSpan.Zero);
        RouteStepView[] steps =
        [
            new(default, "ask", "ask", "Nguyễn Văn A", at, at, WorkflowWording.OfOutcome("Enough"), null, null, TimeSpan.Zero),
            new(default, "decide", "decide", "văn thư", at, null, null, null, null, TimeSpan.Zero),
        ];

        var states = PictureStates.Of(graph, steps, [], at, endedAt: null);

        Assert.That(states.Select(state => state.Look), Is.EqualTo(new[] { BoxLook.Done, BoxLook.Plain, BoxLook.Waiting }));
        Assert.That(graph.Arrows.Select(arrow => states[arrow.From].MayHaveTaken(arrow)), Is.EqualTo(new[] { false, true, false }));
    }

    private static PictureBox Box(string id, BoxKind kind) => new(id, kind, id, "", new HashSet<string>(StringComparer.Ordinal) { id });

    private static bool Overlap(Place a, Place b) => a.Left < b.Right && b.Left < a.Right && a.Y < b.Bottom && b.Y < a.Bottom;
}
