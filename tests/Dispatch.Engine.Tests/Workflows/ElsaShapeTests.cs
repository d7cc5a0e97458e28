using Dispatch.Engine.Workflows;
using static Dispatch.Engine.Tests.Workflows.ADefinition;

namespace Dispatch.Engine.Tests.Workflows;

/// <summary>Shapes of JSON that Elsa has written over its versions, and what Elsa makes of them.</summary>
internal sealed class ElsaShapeTests
{
    [TestCase("""{"source":{"activity":"a","port":"Done"},"target":{"activity":"b","port":"In"},"vertices":[]}""")]
    [TestCase("""{"Source":{"Activity":"a","Port":"Done"},"Target":{"Activity":"b","Port":"In"}}""")]
    [TestCase("""{"source":"a","target":"b","sourcePort":"Done","targetPort":"In"}""")]
    [TestCase("""{"source":{"activity":"a"},"target":{"activity":"b"}}""")]
    [TestCase("""{"source":{"activity":"a","port":null},"target":{"activity":"b","port":null}}""")]
    public void A_connection_is_read_in_every_shape(string connection)
    {
        foreach (var list in new[] { $"[{connection}]", $$"""{"$values":[{{connection}}]}""" })
        {
            Assert.That(ARun.Of(Workflow($$"""{"id":"f","type":"Elsa.Flowchart","activities":[{{Line("a")}},{{Line("b")}}],"connections":{{list}}}""")).Printed, Is.EqualTo("a b"));
        }
    }

    [Test]
    public void Connections_kept_aside_for_a_type_that_is_known_now_count_again() => Assert.That(
        ARun.Of(Workflow($$$"""
            {"id":"f","type":"Elsa.Flowchart","activities":[{{{Line("a")}}},{{{Line("b")}}}],"connections":[],
             "customProperties":{"notFoundConnections":[{"source":{"activity":"a","port":"Done"},"target":{"activity":"b","port":"In"}},{"source":{"activity":"gone","port":"Done"},"target":{"activity":"b"}}]}}
            """)).Printed,
        Is.EqualTo("a b"));

    [TestCase("""{"typeName":"String","expression":{"type":"Literal","value":"x"},"memoryReference":{"id":"w:input-1"}}""", "x")]
    [TestCase("""{"typeName":"Anything.At.All, Elsa","expression":{"type":null,"value":"x"}}""", "x")]
    [TestCase("""{"expression":{"type":"Literal","value":"x"}}""", "")]
    [TestCase("""{"typeName":"String"}""", "")]
    [TestCase("""{"typeName":"String","memoryReference":{"id":"w:input-1"}}""", "")]
    [TestCase("""{"type":"JavaScript","value":"'x'"}""", "")]
    [TestCase("\"x\"", "x")]
    [TestCase("7.5", "7.5")]
    [TestCase("true", "True")]
    [TestCase("null", "")]
    [TestCase("""{"typeName":"String","expression":{"type":"Literal","value":["a",1]}}""", """["a",1]""")]
    [TestCase("""{"typeName":"String","expression":{"type":"Object","value":"{\"a\": [1, true]}"}}""", """{"a":[1,true]}""")]
    [TestCase("""{"typeName":"String","expression":{"type":"Json","value":"[1]"}}""", "[1]")]
    [TestCase("""{"typeName":"String","expression":{"type":"Object","value":" "}}""", "")]
    [TestCase("""{"typeName":"String","expression":{"type":"Object","value":"Kính gửi"}}""", "Kính gửi")]
    [TestCase("""{"typeName":"Object[]","expression":{"type":"Literal","value":{"_type":"Object[]","_items":["a",{"$id":"2","$values":[1]}]}}}""", """["a",[1]]""")]
    public void An_input_is_read_as_Elsa_reads_it(string text, string printed) =>
        Assert.That(ARun.Of(Workflow(Activity("w", "Elsa.WriteLine", $"\"text\":{text}"))).Lines, Is.EqualTo(new[] { printed }));

    [TestCase("""{"id":"v","name":"V"}""")]
    [TestCase("\"{\\\"id\\\":\\\"v\\\",\\\"name\\\":\\\"V\\\",\\\"typeName\\\":\\\"Int32\\\"}\"")]
    [TestCase("\"V\"")]
    [TestCase("\"v\"")]
    public void A_variable_is_named_by_an_object_its_text_or_a_name(string value)
    {
        var text = $$$"""{"typeName":"String","expression":{"type":"Variable","value":{{{value}}}}}""";
        Assert.That(ARun.Of(Workflow(Activity("w", "Elsa.WriteLine", $"\"text\":{text}"), $"[{Variable("v", "V", "Int32", "7")}]")).Printed, Is.EqualTo("7"));
    }

    [TestCase("""{"memoryReference":{"id":"v"}}""", "True")]
    [TestCase("""{"typeName":"Boolean","memoryReference":{"id":"i:result"}}""", "True")]
    [TestCase("\"nobody\"", "")]
    public void An_output_expression_reads_the_place_an_output_is_kept_in(string value, string printed)
    {
        var decide = Activity("i", "Elsa.If", "\"condition\":true,\"result\":{\"typeName\":\"Boolean\",\"memoryReference\":{\"id\":\"v\"}}");
        var text = $$$"""{"typeName":"String","expression":{"type":"Output","value":{{{value}}}}}""";
        Assert.That(ARun.Of(Workflow(Sequence("s", decide, Activity("w", "Elsa.WriteLine", $"\"text\":{text}")), $"[{Variable("v", "V", "Boolean", "false")}]")).Lines, Is.EqualTo(new[] { printed }));
    }

    [Test]
    public void An_output_that_is_converted_on_its_way_is_refused_with_its_place() => Assert.That(
        WorkflowDefinition.Read(Workflow(Activity("i", "Elsa.If", "\"condition\":true,\"result\":{\"typeName\":\"Boolean\",\"memoryReference\":{\"id\":\"v\"},\"converter\":{\"id\":\"x\"}}")), "thu.json").Refusal,
        Has.Property("Code").EqualTo("workflow.setting").And.Property("Message").Contains("'i' tại root").And.Property("Message").Contains("'result'"));

    [TestCase("0 / 0", true)]
    [TestCase("-0.5", true)]
    [TestCase("0", false)]
    public void A_number_is_true_unless_it_is_0(string condition, bool holds) =>
        Assert.That(ARun.Of(Workflow(Activity("i", "Elsa.If", $"\"condition\":{Script(condition)},\"then\":{Line("yes")},\"else\":{Line("no")}"))).Printed, Is.EqualTo(holds ? "yes" : "no"));

    [TestCase("getOutputFrom('Judge')")]
    [TestCase("getOutputFrom('i', 'Result')")]
    [TestCase("getResultFromJudge()")]
    [TestCase("getLastResult()")]
    public void What_an_activity_gave_out_is_readable_in_the_same_burst_and_gone_after_it(string script)
    {
        var decide = Activity("i", "Elsa.If", "\"name\":\"Judge\",\"condition\":true");
        var run = ARun.Of(Workflow(Sequence("s", decide, Line("now", Script($"`${{{script}}}`")), Task("t"), Line("later", Script("`${getOutputFrom('Judge')}`")))));

        Assert.That(run.Printed, Is.EqualTo("true"));
        Assert.That(run.Answer("t").Lines[1], Is.EqualTo("null"));
    }

    [TestCase("Elsa.Delay", "timeSpan", "00:00:05", 5)]
    [TestCase("Elsa.Timer", "interval", "1.00:00:00", 86_400)]
    [TestCase("Elsa.Delay", "timeSpan", "no time", 0)]
    public void A_delay_waits_for_the_clock(string type, string input, string span, int seconds)
    {
        var run = ARun.Of(Workflow(Sequence("s", Line("a"), Activity("d", type, $"\"{input}\":{Literal(span)}"), Line("b"))));

        Assert.That((run.Printed, run.Last.Status), Is.EqualTo(("a", RunStatus.Suspended)));
        Assert.That(run.Waits.Single(), Has.Property("Kind").EqualTo(WaitKind.Time).And.Property("Due").EqualTo(new Due(DueUnit.Seconds, seconds)));
        Assert.That(run.Answer("d").Printed, Is.EqualTo("a b"));
    }

    [Test]
    public void A_start_at_waits_for_its_moment()
    {
        var run = ARun.Of(Workflow(Activity("d", "Elsa.StartAt", $"\"dateTime\":{Literal("2026-12-01T08:00:00+07:00")}")));

        Assert.That(run.Waits.Single().Due, Is.EqualTo(new Due(DueUnit.Moment, At: new DateTimeOffset(2026, 12, 1, 8, 0, 0, TimeSpan.FromHours(7)))));
    }

    [Test]
    public void A_published_event_reaches_what_waits_in_its_own_run_and_is_told_to_the_others()
    {
        static string Publish(string members) => Activity("p", "Elsa.PublishEvent", $"\"eventName\":{Literal("go")},\"payload\":{Script("({ n: 3 })")}{members}");
        static string Root(string members) => Flowchart(
            [Line("a"), Activity("e", "Elsa.Event", $"\"eventName\":{Literal("go")}"), Publish(members), Line("b", Script("`got ${getLastResult().n}`")), Line("after")], "a -> e", "a -> p", "e -> b", "p -> after");

        var run = ARun.Of(Workflow(Root("")));
        Assert.That((run.Printed, run.Last.Status), Is.EqualTo(("a after got 3", RunStatus.Finished)));
        Assert.That(run.Last.Published, Is.EqualTo(new[] { new PublishedEvent("go", null, """{"n":3}""") }));

        Assert.That(ARun.Of(Workflow(Root(",\"isLocalEvent\":true"))).Last.Published, Is.Empty);
        Assert.That(ARun.Of(Workflow(Root($",\"correlationId\":{Literal("other")}"))).Printed, Is.EqualTo("a after"), "an event for another matter is not for this one");
    }

    [Test]
    public void Names_of_variables_are_pascalised_in_their_getters() =>
        Assert.That(ARun.Of(Workflow(Line("l", Script("getMyOldName() + variables['my old-name']")), $"[{Variable("v", "my old-name", "String", "x")}]")).Printed, Is.EqualTo("xx"));

    [TestCase("Int32", "3.7", "0")]
    [TestCase("Int32", "12", "12")]
    [TestCase("Double", "3.7", "3.7")]
    [TestCase("Boolean", "TRUE", "True")]
    [TestCase("Boolean", "1", "False")]
    [TestCase("Object", "3.7", "3.7")]
    [TestCase("JsonObject", """{"a":1}""", """{"a":1}""")]
    [TestCase("List<String>", """["a"]""", """["a"]""")]
    [TestCase("System.Int32, System.Private.CoreLib", "5", "5")]
    [TestCase("Int32?", "3.7", "0")]
    [TestCase("System.Nullable`1[[System.Int32, System.Private.CoreLib]], System.Private.CoreLib", "3.7", "0")]
    [TestCase("IDictionary<String, Object>", """{"a":1}""", """{"a":1}""")]
    [TestCase("System.Collections.Generic.Dictionary`2[[System.String, System.Private.CoreLib],[System.Object, System.Private.CoreLib]], System.Private.CoreLib", """{"a":1}""", """{"a":1}""")]
    [TestCase("System.Collections.Generic.List`1[[System.Int32, System.Private.CoreLib]], System.Private.CoreLib", "[1]", "[1]")]
    [TestCase("List<Dictionary<String, Object>>", """[{"a":1}]""", """[{"a":1}]""")]
    [TestCase("System.Text.Json.Nodes.JsonObject, System.Text.Json", """{"a":1}""", """{"a":1}""")]
    public void A_default_becomes_the_type_of_its_variable(string type, string value, string printed) =>
        Assert.That(ARun.Of(Workflow(Line("l", Script("getV()")), $"[{Variable("v", "V", type, value)}]")).Printed, Is.EqualTo(printed));
}
