using System.Text.Json.Nodes;
using Dispatch.Engine.Workflows;
using static Dispatch.Engine.Tests.Workflows.ADefinition;

namespace Dispatch.Engine.Tests.Workflows;

internal sealed class VariablesTests
{
    [Test]
    public void A_variable_survives_a_wait_without_any_storage_driver()
    {
        var run = ARun.Of(Workflow(Sequence("s", Set("set", "v", Literal("6983/BNG-CNV")), Task("t"), Line("l", Script("getV()"))), $"[{Variable("v", "V", "String", "cũ")}]"));

        Assert.That(run.Answer("t").Printed, Is.EqualTo("6983/BNG-CNV"));
    }

    [TestCase("Int32", "\"3\"", "4")]
    [TestCase("Int32", "\"ba\"", "1")]
    [TestCase("String", "\"3\"", "31")]
    [TestCase("Double", "1.5", "2.5")]
    [TestCase("Boolean", "\"True\"", "2")]
    [TestCase("Double", "\"Infinity\"", "Infinity")]
    [TestCase("Int64", "3000000000", "3000000001")]
    public void A_typed_variable_converts_what_is_set(string type, string value, string printed)
    {
        var set = Set("set", "v", value);
        var run = ARun.Of(Workflow(Sequence("s", set, Line("l", Script("getV() + 1"))), $"[{Variable("v", "V", type, "")}]"));

        Assert.That(run.Printed, Is.EqualTo(printed));
    }

    [TestCase("Int32", "2147483647 + 1")]
    [TestCase("Int32", "'-2147483649'")]
    [TestCase("Int64", "1e19")]
    [TestCase("Int32", "0 / 0")]
    public void A_number_its_variable_cannot_hold_is_a_fault(string type, string value)
    {
        var run = ARun.Of(Workflow(Sequence("s", Set("set", "v", Script(value)), Line("l", Script("getV()"))), $"[{Variable("v", "V", type, "7")}]"));

        Assert.That((run.Printed, run.Last.Status), Is.EqualTo((string.Empty, RunStatus.Faulted)));
    }

    [TestCase("My.Type, Mine", "workflow.unknown-type")]
    [TestCase("Int23[]", "workflow.unknown-type")]
    [TestCase("Thing<String>", "workflow.unknown-type")]
    [TestCase("Int32", "workflow.variable-value")]
    public void A_variable_that_cannot_be_what_it_says_is_refused_with_its_place(string type, string code)
    {
        var variables = $"[{Variable("a", "A", "System.Collections.Generic.List`1[[System.String]], mscorlib", "[]")},{Variable("v", "V", type, "3000000000")}]";

        Assert.That(WorkflowDefinition.Read(Workflow(Line("l"), variables), "thu.json").Refusal, Has.Property("Code").EqualTo(code).And.Property("Message").Contains("'V'").And.Property("Message").Contains("variables[1]"));
    }

    [Test]
    public void A_variable_of_a_container_whose_type_nobody_knows_holds_anything()
    {
        var inner = $$"""{"id":"in","type":"Elsa.Sequence","variables":[{{Variable("v", "V", "My.Type, Mine", "7")}}],"activities":[{{Line("a", Script("getV()"))}}]}""";

        Assert.That(ARun.Of(Workflow(inner)).Printed, Is.EqualTo("7"));
    }

    [TestCase("Int32", "abc")]
    [TestCase("Int32", "1.5")]
    [TestCase("Int32", "3000000000")]
    [TestCase("Int64", "")]
    [TestCase("Double", "1,5 kg")]
    [TestCase("Boolean", "có")]
    [TestCase("String[]", "a,b")]
    [TestCase("JSON", "{\"a\":")]
    public void An_input_given_as_text_that_is_not_of_its_type_is_refused(string type, string text)
    {
        var definition = Read(Workflow(Line("l", Script("getN()")), inputs: $$"""[{"name":"N","type":"{{type}}"}]"""));

        Assert.That(WorkflowRun.InputOf(definition, "N", text).Refusal, Has.Property("Code").EqualTo("workflow.input-value").And.Property("Message").Contains($"'N' kiểu {type}"));
    }

    [TestCase("Int32", " 12 ", "13")]
    [TestCase("Boolean", "TRUE", "2")]
    [TestCase("Double", "1.50", "2.5")]
    [TestCase("String", "12", "121")]
    [TestCase("Object", "[", "[1")]
    [TestCase("String[]", "[\"a\"]", "a1")]
    public void An_input_given_as_text_becomes_its_type(string type, string text, string printed)
    {
        var definition = Read(Workflow(Line("l", Script("getN() + 1")), inputs: $$"""[{"name":"N","type":"{{type}}"}]"""));

        Assert.That(ARun.Of(definition, ("N", WorkflowRun.InputOf(definition, "N", text).Value)).Printed, Is.EqualTo(printed));
    }

    [TestCase("""{"id":"v","name":"X"}""", "mới")]
    [TestCase("""{"name":"V","typeName":"String"}""", "mới")]
    [TestCase("\"V\"", "mới")]
    [TestCase("""{"id":"V","name":"V"}""", "", TestName = "An_id_that_is_not_there_faults_whatever_the_name")]
    public void A_variable_is_set_by_its_id_or_by_its_name_alone(string variable, string printed)
    {
        var run = ARun.Of(Workflow(Sequence("s", Activity("set", "Elsa.SetVariable", $"\"variable\":{variable},\"value\":\"mới\""), Line("l", Script("getV()"))), $"[{Variable("v", "V", "String", "cũ")}]"));

        Assert.That((run.Printed, run.Last.Incidents.Count), Is.EqualTo((printed, printed.Length == 0 ? 1 : 0)));
    }

    [Test]
    public void An_inner_variable_hides_an_outer_one_of_the_same_name()
    {
        var inner = $$"""{"id":"in","type":"Elsa.Sequence","variables":[{{Variable("v2", "V", "String", "trong")}}],"activities":[{{Line("a", Script("getV()"))}},{{Set("set", "v2", Literal("mới"))}},{{Line("b", Script("variables.V"))}}]}""";
        var run = ARun.Of(Workflow(Sequence("s", inner, Line("c", Script("getV()"))), $"[{Variable("v", "V", "String", "ngoài")}]"));

        Assert.That(run.Printed, Is.EqualTo("trong mới ngoài"));
    }

    [Test]
    public void A_container_in_a_loop_begins_with_its_defaults_in_each_pass_and_the_workflow_does_not()
    {
        var add = Set("add", "v", Script("getV() + 1"));
        var addOuter = Set("add-outer", "w", Script("getW() + 1"));
        var body = $$"""{"id":"in","type":"Elsa.Sequence","variables":[{{Variable("v", "V", "Int32", "0")}}],"activities":[{{add}},{{addOuter}},{{Line("l", Script("`${getV()}${getW()}`"))}}]}""";
        var run = ARun.Of(Workflow(Activity("f", "Elsa.For", $"\"start\":1,\"end\":3,\"body\":{body}"), $"[{Variable("w", "W", "Int32", "0")}]"));

        Assert.That(run.Printed, Is.EqualTo("11 12 13"));
    }

    [Test]
    public void An_array_variable_has_JSON_text_as_default()
    {
        var run = ARun.Of(Workflow(Activity("f", "Elsa.ForEach", $$"""
            "items":{{Expression("Variable", """{"id":"v"}""")}},"body":{{Line("l", Script("getCurrentValue()"))}}
            """), """[{"id":"v","name":"V","typeName":"String","isArray":true,"value":"[\"x\",\"y\"]"}]"""));

        Assert.That(run.Printed, Is.EqualTo("x y"));
    }

    [Test]
    public void An_output_is_bound_to_a_variable_or_to_an_output_of_the_workflow()
    {
        var toVariable = Activity("i", "Elsa.If", "\"condition\":true,\"result\":{\"typeName\":\"Boolean\",\"memoryReference\":{\"id\":\"v\"}}");
        var toOutput = Activity("t", "Dispatch.HumanTask", "\"role\":\"Clerk\",\"result\":{\"typeName\":\"Object\",\"memoryReference\":{\"id\":\"Given\"}}");
        var run = ARun.Of(Workflow(Sequence("s", toVariable, Line("l", Script("getV()")), toOutput), $"[{Variable("v", "V", "Boolean", "false")}]", outputs: """[{"name":"Given","type":"Object"}]"""));

        run.Answer("t", "Done", JsonNode.Parse("""{"number":267}"""));

        Assert.That(run.Printed, Is.EqualTo("True"));
        Assert.That(run.Last.Outputs["Given"], Is.EqualTo("""{"number":267}"""));
    }

    [Test]
    public void A_counting_loop_gives_its_value_to_a_bound_variable() => Assert.That(
        ARun.Of(Workflow(
            Activity("f", "Elsa.For", """ "start":1,"end":2,"currentValue":{"typeName":"Object","memoryReference":{"id":"v"}},"body": """ + Line("l", Script("getV()"))),
            $"[{Variable("v", "V", "Int32", "0")}]")).Printed,
        Is.EqualTo("1 2"));

    [Test]
    public void A_name_and_a_correlation_are_readable_afterwards() => Assert.That(
        ARun.Of(Workflow(Sequence("s", Activity("c", "Elsa.Correlate", "\"correlationId\":\"267/SY\""), Activity("n", "Elsa.SetName", "\"value\":\"Sao y\""), Task("t"), Line("l", Script("getCorrelationId() + getWorkflowInstanceName()"))))).Answer("t").Printed,
        Is.EqualTo("267/SYSao y"));
}
