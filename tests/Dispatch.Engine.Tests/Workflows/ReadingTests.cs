using Dispatch.Engine.Workflows;
using static Dispatch.Engine.Tests.Workflows.ADefinition;

namespace Dispatch.Engine.Tests.Workflows;

internal sealed class ReadingTests
{
    [TestCase("", "workflow.malformed")]
    [TestCase("{", "workflow.malformed")]
    [TestCase("[]", "workflow.malformed")]
    [TestCase("""{"root":{"id":"x"}}""", "workflow.malformed")]
    public void What_is_no_definition_is_refused(string json, string code) =>
        Assert.That(WorkflowDefinition.Read(json, "thu.json").Refusal, Has.Property("Code").EqualTo(code).And.Property("Message").Contains("thu.json"));

    [Test]
    public void A_place_in_broken_JSON_is_named() =>
        Assert.That(WorkflowDefinition.Read("{\n  \"root\": ?\n}", "thu.json").Refusal!.Message, Does.Contain("dòng 2"));

    [TestCase("Elsa.HttpEndpoint")]
    [TestCase("Elsa.RunJavaScript")]
    [TestCase("Dispatch.SelfApprove")]
    [TestCase("elsa.writeline")]
    public void An_unknown_activity_is_refused_with_its_type_id_and_place(string type)
    {
        var read = WorkflowDefinition.Read(Workflow(Sequence("s", Line("a"), Activity("x", type))), "thu.json");

        Assert.That(read.Refusal, Has.Property("Code").EqualTo("workflow.unknown-activity"));
        Assert.That(read.Refusal!.Message, Does.Contain($"'{type}'").And.Contain("'x'").And.Contain("'thu.json'").And.Contain("root.activities[1]"));
    }

    [TestCase("a", "b", "c", "c", TestName = "A_connection_to_nowhere_is_refused_naming_both_ends")]
    [TestCase("c", "b", "a", "c", TestName = "A_connection_from_nowhere_is_refused_naming_both_ends")]
    public void Dangling(string source, string other, string target, string missing)
    {
        var read = WorkflowDefinition.Read(Workflow(Flowchart([Line("a"), Line("b")], $"a -> {other}", $"{source} -> {target}")), "thu.json");

        Assert.That(read.Refusal, Has.Property("Code").EqualTo("workflow.dangling-connection"));
        Assert.That(read.Refusal!.Message, Does.Contain($"'{source}' → '{target}'").And.Contain($"bước '{missing}'").And.Contain("root.connections[1]"));
    }

    [Test]
    public void A_connection_into_another_flowchart_is_dangling()
    {
        var inner = FlowchartNamed("inner", [Line("i")]);

        Assert.That(WorkflowDefinition.Read(Workflow(Flowchart([Line("a"), inner], "a -> i")), "thu.json").Refusal, Has.Property("Code").EqualTo("workflow.dangling-connection"));
    }

    [TestCase("""{"id":"x","type":"Elsa.Sequence","activities":"a"}""", "root.activities")]
    [TestCase("""{"id":"x","type":"Elsa.Sequence","activities":[null]}""", "root.activities[0]")]
    [TestCase("""{"id":"x","type":"Elsa.Flowchart","activities":[],"connections":{"a":"b"}}""", "root.connections")]
    [TestCase("""{"id":"x","type":"Elsa.If","condition":true,"then":"a"}""", "root.then")]
    [TestCase("""{"id":"x","type":"Elsa.For","body":[]}""", "root.body")]
    [TestCase("""{"id":"x","type":"Elsa.Switch","cases":{"a":1}}""", "root.cases")]
    [TestCase("""{"id":"x","type":"Elsa.Switch","cases":["a"]}""", "root.cases[0]")]
    [TestCase("""{"id":"x","type":"Elsa.Sequence","variables":["a"]}""", "root.variables[0]")]
    [TestCase("""{"id":"x","type":"Elsa.Start"},"variables":{"Count":1}""", "variables")]
    [TestCase("""{"id":"x","type":"Elsa.Start"},"inputs":{"a":1}""", "inputs")]
    [TestCase("""{"id":"x","type":"Elsa.WriteLine","text":{"typeName":"JavaScript","expression":"1 + 1"}}""", "root.text")]
    [TestCase("""{"id":"x","type":"Elsa.WriteLine","text":"\uD800"}""", "uD800")]
    [TestCase("""{"id":"x","type":"Elsa.WriteLine","\uDC00":"x"}""", "uD800")]
    public void What_has_another_shape_is_refused_with_its_place_and_never_passed_over(string root, string place) =>
        Assert.That(WorkflowDefinition.Read($$"""{"definitionId":"d","root":{{root}}}""", "thu.json").Refusal, Has.Property("Message").Contains(place).And.Property("Message").Contains("'thu.json'"));

    [Test]
    public void A_letter_of_two_halves_is_a_letter() => Assert.That(ARun.Of("""{"root":{"id":"x","type":"Elsa.WriteLine","text":"\uD83D\uDE00 \\uD800"}}""").Printed, Is.EqualTo("😀 \\uD800"));

    [Test]
    public void A_start_that_is_not_there_is_refused() => Assert.That(
        WorkflowDefinition.Read(Workflow($$"""{"id":"f","type":"Elsa.Flowchart","start":"nobody","activities":[{{Line("a")}}]}"""), "thu.json").Refusal,
        Has.Property("Code").EqualTo("workflow.dangling-start"));

    [Test]
    public void An_id_used_twice_is_refused_with_both_places()
    {
        var read = WorkflowDefinition.Read(Workflow(Sequence("s", Task("a"), Sequence("s2", Task("a")))), "thu.json");

        Assert.That(WorkflowDefinition.Read(Workflow(Sequence("s", Line("a"), Line("a"))), "thu.json").Refusal, Has.Property("Code").EqualTo("workflow.duplicate-id"));
        Assert.That(read.Refusal, Has.Property("Code").EqualTo("workflow.duplicate-id"));
        Assert.That(read.Refusal!.Message, Does.Contain("root.activities[0]").And.Contain("root.activities[1].activities[0]"));
    }

    [Test]
    public void Two_containers_of_Elsa_may_use_the_same_id()
    {
        var one = FlowchartNamed("one", [Line("a"), Line("b", Literal("b1"))], "a -> b");
        var two = FlowchartNamed("two", [Line("b", Literal("b2")), Line("a", Literal("a2"))], "b -> a");

        Assert.That(ARun.Of(Workflow(Sequence("s", one, two))).Printed, Is.EqualTo("a b1 b2 a2"));
    }

    [Test]
    public void An_activity_of_a_flowchart_needs_an_id_and_others_get_one()
    {
        const string nameless = """{"type":"Elsa.WriteLine","text":"x"}""";

        Assert.That(WorkflowDefinition.Read(Workflow(Flowchart([nameless])), "thu.json").Refusal, Has.Property("Code").EqualTo("workflow.missing-id"));
        Assert.That(ARun.Of(Workflow(Sequence("s", nameless, Line("WriteLine1"), nameless))).Printed, Is.EqualTo("x WriteLine1 x"));
    }

    [TestCase("""{"source":{"activity":"a","port":1},"target":{"activity":"b"}}""")]
    [TestCase("""{"source":{"activity":"a"},"target":{"port":"In"}}""")]
    [TestCase("""{"source":7,"target":"b"}""")]
    [TestCase("""{"target":"b"}""")]
    [TestCase("\"a -> b\"")]
    public void A_connection_of_another_shape_is_refused(string connection) => Assert.That(
        WorkflowDefinition.Read(Workflow($$"""{"id":"f","type":"Elsa.Flowchart","activities":[{{Line("a")}},{{Line("b")}}],"connections":[{{connection}}]}"""), "thu.json").Refusal,
        Has.Property("Code").EqualTo("workflow.connection-shape"));

    [TestCase("""[{"source":{"activity":"a","port":"Done"},"target":{"activity":"b","port":"In"}}]""")]
    [TestCase("""[{"Source":{"Activity":"a","Port":"Done"},"Target":{"Activity":"b","Port":"In"}}]""")]
    [TestCase("""[{"source":"a","target":"b","sourcePort":"Done","targetPort":"In"}]""")]
    [TestCase("""[{"source":"a","target":"b"}]""")]
    [TestCase("""{"$values":[{"source":{"activity":"a","port":"Done"},"target":{"activity":"b","port":"In"}}]}""")]
    public void Connections_are_read_in_every_shape_Elsa_wrote(string connections) => Assert.That(
        ARun.Of(Workflow($$"""{"id":"f","type":"Elsa.Flowchart","activities":[{{Line("a")}},{{Line("b")}}],"connections":{{connections}}}""")).Printed,
        Is.EqualTo("a b"));

    [TestCase("Dispatch.Sign", "", "ai làm")]
    [TestCase("Dispatch.Sign", "\"role\":\"Signer\",\"outcomes\":[\"Signed\"]", "outcomes")]
    [TestCase("Dispatch.Sign", "\"role\":\"Signer\",\"act\":\"Issue\"", "act")]
    [TestCase("Dispatch.HumanTask", "\"role\":\"Clerk\",\"outcomes\":[]", "outcomes")]
    [TestCase("Dispatch.HumanTask", "\"role\":\"Clerk\",\"outcomes\":[\"A\",\"A\"]", "outcomes")]
    [TestCase("Elsa.FlowJoin", "\"mode\":\"WaitSome\"", "WaitAny")]
    [TestCase("Elsa.Fork", "\"joinMode\":\"WaitSome\"", "WaitAny")]
    [TestCase("Elsa.FlowSwitch", "\"mode\":\"Best\"", "MatchFirst")]
    [TestCase("Elsa.SetVariable", "\"value\":1", "variable")]
    public void A_step_that_is_set_up_wrongly_is_refused(string type, string members, string word) => Assert.That(
        WorkflowDefinition.Read(Workflow(Activity("x", type, members)), "thu.json").Refusal,
        Has.Property("Code").EqualTo("workflow.setting").And.Property("Message").Contains(word).And.Property("Message").Contains("'x'"));

    [Test]
    public void A_definition_is_known_by_its_very_bytes()
    {
        const string json = """{"definitionId":"đi","name":"Đi","version":3,"root":{"id":"a","type":"Elsa.Start"}}""";
        var definition = Read(json);

        Assert.That(definition, Has.Property("DefinitionId").EqualTo("đi").And.Property("Name").EqualTo("Đi").And.Property("Version").EqualTo(3));
        Assert.That(definition.Hash, Is.EqualTo("7e9b53ed291ac0a7e6ba20b9ee0ccda890361d1727a049dbb6d28563ae235aeb"));
    }

    [Test]
    public void Members_nobody_needs_and_a_missing_root_are_no_fault()
    {
        Assert.That(ARun.Of("""{"definitionId":"d","applicationProperties":{},"x":[1]}""").Last.Status, Is.EqualTo(RunStatus.Finished));
        Assert.That(ARun.Of(Workflow("""{"id":"a","type":"Elsa.WriteLine","version":99,"text":"x","unknown":{"a":1},"nodeId":"z"}""")).Printed, Is.EqualTo("x"));
    }

    [Test]
    public void A_file_that_is_too_large_is_refused() =>
        Assert.That(WorkflowDefinition.Read(new string(' ', 2_000_001), "thu.json").Refusal, Has.Property("Code").EqualTo("workflow.too-large"));

    [Test]
    public void A_file_with_too_many_activities_is_refused()
    {
        var read = WorkflowDefinition.Read(Workflow(Sequence("s", [.. Enumerable.Range(0, 2_000).Select(i => Line($"l{i}"))])), "thu.json");

        Assert.That(read.Refusal, Has.Property("Code").EqualTo("workflow.too-large"));
        Assert.That(WorkflowDefinition.Read(Workflow(Sequence("s", [.. Enumerable.Range(0, 1_999).Select(i => Line($"l{i}"))])), "thu.json").IsRefused, Is.False);
    }

    [Test]
    public void A_file_that_nests_too_deeply_is_refused()
    {
        var root = Enumerable.Range(0, 200).Aggregate(Line("l"), (inner, i) => Sequence($"s{i}", inner));

        Assert.That(WorkflowDefinition.Read(Workflow(root), "thu.json").Refusal, Has.Property("Code").EqualTo("workflow.too-large").And.Property("Message").Contains("256 tầng"));
        Assert.That(WorkflowDefinition.Read("{\"name\":\"" + new string('[', 300) + "\\\"[\",}", "thu.json").Refusal, Has.Property("Code").EqualTo("workflow.malformed"), "brackets in a text are no nesting");
    }

    [TestCase("""{"workflowDefinition":{"root":{"id":"w","type":"Elsa.WriteLine"}},"publish":true}""", "'workflowDefinition'")]
    [TestCase("""{"model":{"root":{"id":"w","type":"Elsa.WriteLine"}}}""", "'model'")]
    [TestCase("""{"items":[{"definitionId":"d","root":{"id":"w","type":"Elsa.WriteLine"}}],"totalCount":1}""", "'items'")]
    [TestCase("""[{"definitionId":"d","root":{"id":"w","type":"Elsa.WriteLine"}}]""", "danh sách")]
    [TestCase(" \n", "trống")]
    public void A_definition_inside_something_else_is_not_taken_for_an_empty_one(string json, string named) =>
        Assert.That(WorkflowDefinition.Read(json, "thu.json").Refusal, Has.Property("Code").EqualTo("workflow.malformed").And.Property("Message").Contains(named));

    [TestCase("""{"type":"Elsa.WriteLine","id":"w","text":"x"}""", "'type'", TestName = "A_step_saved_by_itself_is_not_taken_for_an_empty_definition")]
    [TestCase("""{"definitionId":"d","Activities":[{"activityId":"w","type":"WriteLine"}],"connections":[{"sourceActivityId":"w","targetActivityId":"w"}]}""", "Elsa 2", TestName = "A_file_of_Elsa_2_is_not_taken_for_an_empty_definition")]
    [TestCase("""{"$id":"1","variables":{"$id":"2","data":{}},"activities":{"$id":"3","$values":[{"activityId":"w"}]}}""", "'activities'", TestName = "A_file_of_Elsa_2_is_told_apart_before_its_variables_are_read")]
    public void What_only_a_step_has(string json, string named) =>
        Assert.That(WorkflowDefinition.Read(json, "thu.json").Refusal, Has.Property("Code").EqualTo("workflow.malformed").And.Property("Message").Contains(named).And.Property("Message").Contains("'root'"));

    [TestCase("5")]
    [TestCase("""{"name":"JavaScript"}""")]
    public void An_expression_whose_type_is_no_name_is_refused(string type) => Assert.That(
        WorkflowDefinition.Read(Workflow("""{"id":"w","type":"Elsa.WriteLine","text":{"typeName":"String","expression":{"type":TYPE,"value":"x"}}}""".Replace("TYPE", type)), "thu.json").Refusal,
        Has.Property("Code").EqualTo("workflow.unsupported-expression"));
}
