using System.Text.Json.Nodes;
using Dispatch.Engine.Workflows;
using static Dispatch.Engine.Tests.Workflows.ADefinition;

namespace Dispatch.Engine.Tests.Workflows;

internal sealed class ScriptTests
{
    private static readonly string Variables =
        $"[{Variable("n", "Count", "Int32", "2")},{Variable("s", "subject", "String", "đối ngoại")},{Variable("b", "Urgent", "Boolean", "true")},{Variable("l", "Units", "JsonArray", """["CNV","VP"]""")},{Variable("o", "Doc", "JsonObject", """{"number":6983,"issuer":{"code":"BNG"}}""")}]";

    [TestCase("1 + 2 * 3", "7")]
    [TestCase("(1 + 2) * 3", "9")]
    [TestCase("2 ** 3 ** 2", "512")]
    [TestCase("7 % 4", "3")]
    [TestCase("10 / 4", "2.5")]
    [TestCase("0.1 + 0.2", "0.30000000000000004")]
    [TestCase("'' + 1e21", "1e+21")]
    [TestCase("1e21", "1E+21")]
    [TestCase("`${123456789012345680000}`", "123456789012345680000")]
    [TestCase("'' + 0.0000001", "1e-7")]
    [TestCase("-3", "-3")]
    [TestCase("'' + -0", "0")]
    [TestCase("'' + 1.5e-9", "1.5e-9")]
    [TestCase("1e308 * 10", "Infinity")]
    [TestCase("0xFF + 0b11 + 0o7", "265")]
    [TestCase("- -3", "3")]
    [TestCase("'a' + 1 + 2", "a12")]
    [TestCase("1 + 2 + 'a'", "3a")]
    [TestCase("'3' * '4'", "12")]
    [TestCase("1 / 0", "Infinity")]
    [TestCase("1 < 2", "True")]
    [TestCase("'b' > 'a' && 2 >= 2", "True")]
    [TestCase("1 === '1'", "False")]
    [TestCase("1 == '1'", "True")]
    [TestCase("null == undefined", "True")]
    [TestCase("null === undefined", "False")]
    [TestCase("NaN === NaN", "False")]
    [TestCase("!0", "True")]
    [TestCase("'' || 'other'", "other")]
    [TestCase("null ?? 'other'", "other")]
    [TestCase("0 ?? 'other'", "0")]
    [TestCase("1 && 'x'", "x")]
    [TestCase("false ? 1 : true ? 2 : 3", "2")]
    [TestCase("typeof 'x' + typeof 1 + typeof nobody", "stringnumberundefined")]
    [TestCase("`số ${1 + 1}/${`${'SY'}`}-\\`x\\``", "số 2/SY-`x`")]
    [TestCase("`${true} ${null} ${undefined} ${[1,[2,3]]} ${{a:1}}`", "true null undefined 1,2,3 [object Object]")]
    [TestCase("'\\u0110\\x41\\n'", "ĐA\n")]
    [TestCase("'Hà Nội'.length", "6")]
    [TestCase("[1,2,3].length", "3")]
    [TestCase("[1,2,3][1]", "2")]
    [TestCase("[1,2,3][9]", "")]
    [TestCase("({a: {b: 'x'}}).a.b", "x")]
    [TestCase("({a: 1})['a']", "1")]
    [TestCase("({a: 1}).b?.c", "")]
    [TestCase("null?.x ?? 'trống'", "trống")]
    [TestCase("[1, 'a', null, true]", """[1,"a",null,true]""")]
    [TestCase("({a: 1, 'b c': [2]})", """{"a":1,"b c":[2]}""")]
    [TestCase("toJson({a: 'đ'})", """{"a":"đ"}""")]
    [TestCase("JSON.stringify([1])", "[1]")]
    [TestCase("return 5;", "5")]
    [TestCase("5; ", "5")]
    [TestCase("/* lời */ 5 // chú", "5")]
    [TestCase("'KT. bộ trưởng'.toUpperCase()", "KT. BỘ TRƯỞNG")]
    [TestCase("'a,b'.split(',').join('-')", "a-b")]
    [TestCase("['a','b'].includes('b')", "True")]
    [TestCase("'công văn'.startsWith('công')", "True")]
    [TestCase("'abcdef'.slice(-2)", "ef")]
    [TestCase("[1,2,3].slice(1)", "[2,3]")]
    [TestCase("Math.max(1, 5, 3) + Math.floor(2.7) + Math.round(2.5)", "10")]
    [TestCase("Number('12') + parseInt('7 ngày')", "19")]
    [TestCase("(2.345).toFixed(1)", "2.3")]
    [TestCase("isNullOrWhiteSpace('  ')", "True")]
    [TestCase("getCount() + variables.Count", "4")]
    [TestCase("getSubject() + getVariable('subject')", "đối ngoạiđối ngoại")]
    [TestCase("variables.Nobody", "")]
    [TestCase("getUrgent() ? 'HOẢ TỐC' : ''", "HOẢ TỐC")]
    [TestCase("getUnits()[1] + variables.Units.length", "VP2")]
    [TestCase("getDoc().issuer.code + '/' + getDoc().number", "BNG/6983")]
    [TestCase("getInput('Who') + getWho()", "AnAn")]
    [TestCase("getInput('Nobody') ?? 'không'", "không")]
    [TestCase("getWorkflowDefinitionId() + getWorkflowDefinitionVersion()", "d1")]
    public void A_pure_expression_gives_what_JavaScript_gives(string source, string printed)
    {
        var run = ARun.Of(Workflow(Line("l", Script(source)), Variables, inputs: """[{"name":"Who","type":"String"}]"""), ("Who", "An"));

        Assert.That(run.Last.Incidents, Is.Empty);
        Assert.That(run.Lines, Is.EqualTo(new[] { printed }));
    }

    [TestCase("({ a: undefined, b: [undefined] })", """{"a":null,"b":[null]}""")]
    [TestCase("toJson({ a: getDoc().missing })", """{"a":null}""")]
    [TestCase("JSON.stringify({ a: undefined, b: [undefined] })", """{"b":[null]}""")]
    [TestCase("6 & 3 | 8 ^ 1", "11")]
    [TestCase("~5 + (1 << 4) + (-16 >> 2) + (-1 >>> 28)", "21")]
    [TestCase("4294967297 | 0", "1")]
    [TestCase("getCount", "2")]
    [TestCase("'abcdef'.substring(4, 1)", "bcd")]
    [TestCase("'abcdef'.slice(-3, -1)", "de")]
    [TestCase("'a-b-c'.split('-', 2).join('+')", "a+b")]
    [TestCase("'abc'.split('').join('.')", "a.b.c")]
    [TestCase("'abc'.split().length", "1")]
    [TestCase("'7'.padStart(3, '0') + 'x'.padEnd(3) + '|'", "007x  |")]
    [TestCase("'ab'.repeat(3)", "ababab")]
    [TestCase("'a.b.c'.replace('.', '-') + 'a.b.c'.replaceAll('.', '-')", "a-b.ca-b-c")]
    [TestCase("'abc'.at(-1) + 'abc'.charAt(9) + 'abc'.charCodeAt(0)", "c97")]
    [TestCase("[1, 2, 3].at(-1) + [1, 2, 1].lastIndexOf(1)", "5")]
    [TestCase("[NaN].includes(NaN)", "True")]
    [TestCase("parseInt('12px') + parseInt('0x1F') + parseInt('101', 2) + parseInt('-7.9')", "41")]
    [TestCase("parseFloat('3.5e1x') + Number('0x10') + Number(' 12 ')", "63")]
    [TestCase("isNaN(Number('12px')) && isNaN(Number('infinity')) && isFinite('12')", "True")]
    [TestCase("Object.keys({ b: 1, a: 2 }).join() + Object.values({ b: 1, a: 2 }).join()", "b,a1,2")]
    [TestCase("Array.isArray([]) && !Array.isArray('x') && Number.isInteger(3)", "True")]
    [TestCase("JSON.parse('{\"a\":[1,2]}').a[1]", "2")]
    [TestCase("JSON.stringify({ a: \"Đ'<\", b: undefined })", "{\"a\":\"Đ'<\"}")]
    [TestCase("1 ** Infinity", "NaN")]
    [TestCase("variables.Doc?.missing?.deep.deeper ?? 'none'", "none")]
    [TestCase("null?.a.b.c", "")]
    public void Methods_bits_and_chains_give_what_JavaScript_gives(string source, string printed) => A_pure_expression_gives_what_JavaScript_gives(source, printed);

    [TestCase("'abcabc'.indexOf('c', 3) + 'abcabc'.lastIndexOf('c', 4)", "7")]
    [TestCase("'abc'.includes('b', 2) || !'abc'.startsWith('b', 1) || !'abc'.endsWith('b', 2)", "False")]
    [TestCase("[1, 2, 1].indexOf(1, 1) + [1, 2, 1].lastIndexOf(1, -2) + [1, 2].lastIndexOf(1, -9)", "1")]
    [TestCase("[1, 2].includes(1, 1)", "False")]
    [TestCase("(255).toString(16) + (-5).toString(2) + 5..toString()", "ff-1015")]
    [TestCase("(2.5).toFixed(0) + ' ' + (1.005).toFixed(2) + ' ' + (-1.5).toFixed(0) + ' ' + (1e21).toFixed(2) + ' ' + (0).toFixed(2)", "3 1.00 -2 1e+21 0.00")]
    [TestCase("'aXb'.replace('X', '[$&$$$`$\\'$1]') + 'aba'.replaceAll('a', '<$&>')", "a[X$ab$1]b<a>b<a>")]
    [TestCase("'ab'.replaceAll('', '-')", "-a-b-")]
    [TestCase("[7, 8]['1'] + 'abc'['1'] + [7]['01']", "8bundefined")]
    [TestCase("Object.keys({ b: 1, 10: 2, 9: 3 }).join() + Object.values('ab').join()", "9,10,ba,b")]
    [TestCase("Math.round(0.49999999999999994) + Math.round(-2.5) + Math.round(2.5)", "1")]
    [TestCase("JSON.stringify({ a: [1e21, 1e-7, 0 / 0, '😀\u0001'], b: [] })", "{\"a\":[1e+21,1e-7,null,\"😀\\u0001\"],\"b\":[]}")]
    [TestCase("JSON.stringify({ a: [1] }, null, 1)", "{\n \"a\": [\n  1\n ]\n}")]
    [TestCase("true?.5:1", "0.5")]
    [TestCase("typeof getCount + typeof variables + typeof getNobody", "functionobjectundefined")]
    [TestCase("'\\uFEFF a\\u00a0'.trim() + Number('\\uFEFF7 ')", "a7")]
    public void What_was_given_beside_is_heeded(string source, string printed) => A_pure_expression_gives_what_JavaScript_gives(source, printed);

    [TestCase("-2 ** 2")]
    [TestCase("010")]
    [TestCase("1__0")]
    [TestCase("1_")]
    [TestCase("0x_1")]
    public void What_JavaScript_does_not_read_is_refused(string source) => What_is_no_pure_expression_is_refused_when_the_file_is_read(source);

    [TestCase("nobody")]
    [TestCase("(1.5).toString(2)")]
    [TestCase("(1).toFixed(101)")]
    [TestCase("JSON.stringify({}, ['a'])")]
    [TestCase("nobody.name")]
    [TestCase("null.x")]
    [TestCase("undefined[0]")]
    [TestCase("getNobody()")]
    [TestCase("variables.Nobody.x")]
    [TestCase("(1).join()")]
    public void What_JavaScript_would_throw_at_is_a_fault(string source) =>
        Assert.That(ARun.Of(Workflow(Line("l", Script(source)), Variables)).Last, Has.Property("Status").EqualTo(RunStatus.Faulted).And.Property("Lines").Empty);

    [TestCase("x = 1")]
    [TestCase("variables.Count = 1")]
    [TestCase("variables.Count++")]
    [TestCase("x => x")]
    [TestCase("(a, b)")]
    [TestCase("(x) => x")]
    [TestCase("function f() { return 1; }")]
    [TestCase("(function(){ return 1; })()")]
    [TestCase("var x = 1; x")]
    [TestCase("let x = 1; return x;")]
    [TestCase("if (true) 1")]
    [TestCase("while (true) {}")]
    [TestCase("for (;;) {}")]
    [TestCase("throw new Error('x')")]
    [TestCase("new Date()")]
    [TestCase("getGuidString()")]
    [TestCase("getShortGuid()")]
    [TestCase("`${getWorkflowInstanceId()}`")]
    [TestCase("getWorkflowDefinitionVersionId()")]
    [TestCase("this")]
    [TestCase("eval('1')")]
    [TestCase("Date.now()")]
    [TestCase("Math.random()")]
    [TestCase("fetch('http://x')")]
    [TestCase("setVariable('Count', 1)")]
    [TestCase("getConfig('A:B')")]
    [TestCase("setCount(1)")]
    [TestCase("setOutcome('x')")]
    [TestCase("process.exit()")]
    [TestCase("[].constructor.constructor('return 1')()")]
    [TestCase("'x'.normalize()")]
    [TestCase("[1].map(x => x)")]
    [TestCase("getCount()()")]
    [TestCase("1; 2")]
    [TestCase("1 +")]
    [TestCase("(1")]
    [TestCase("'abc")]
    [TestCase("`abc")]
    [TestCase("`${1`")]
    [TestCase("/abc/")]
    [TestCase("1 <<= 2")]
    [TestCase("...[1]")]
    [TestCase("#")]
    [TestCase("1.2.3")]
    public void What_is_no_pure_expression_is_refused_when_the_file_is_read(string source)
    {
        var read = WorkflowDefinition.Read(Workflow(Sequence("s", Line("l", Script(source)))), "thu.json");

        Assert.That(read.Refusal, Has.Property("Code").EqualTo("workflow.script"));
        Assert.That(read.Refusal!.Message, Does.Contain("'thu.json'").And.Contain("'l'").And.Contain("'text'").And.Contain("root.activities[0].text"));
    }

    [Test]
    public void A_script_is_limited_in_length_depth_and_steps()
    {
        Assert.That(Read(new string(' ', Engine.Workflows.Expressions.Script.LongestSource) + "1").Refusal, Has.Property("Code").EqualTo("workflow.script"));
        Assert.That(Read(new string('(', 200) + "1" + new string(')', 200)).Refusal, Has.Property("Code").EqualTo("workflow.script"));
        Assert.That(Read(new string('-', 200) + "1").Refusal, Has.Property("Code").EqualTo("workflow.script"));
        Assert.That(Read(new string('[', 30) + new string(']', 30)).Refusal, Is.Null);

        var big = "[" + string.Join(',', Enumerable.Repeat("1", 1500)) + "]";
        Assert.That(Read(big).Refusal, Is.Null, "the witness: a long list is no crime");

        static Dispatch.Engine.Kernel.Outcome<WorkflowDefinition> Read(string source) => WorkflowDefinition.Read(Workflow(Line("l", Script(source))), "thu.json");
    }

    [Test]
    public void A_text_that_grows_in_a_loop_is_stopped()
    {
        var grow = Activity("w", "Elsa.While", $"\"condition\":true,\"body\":{Set("set", "s", Script("getSubject() + getSubject()"))}");
        var run = ARun.Of(Workflow(grow, Variables));

        Assert.That(run.Last.Status, Is.EqualTo(RunStatus.Faulted));
        Assert.That(run.Last.Incidents.Single().Detail, Is.EqualTo("Chuỗi quá dài."));
    }

    [TestCase("[getT(), getT()].join()")]
    [TestCase("'' + [getT(), getT()]")]
    public void A_list_of_long_texts_is_not_joined(string source)
    {
        var run = ARun.Of(Workflow(Line("l", Script(source)), $"[{Variable("t", "T", "String", new string('x', Engine.Workflows.Expressions.ScriptInterpreter.LongestText))}]"));

        Assert.That(run.Last.Incidents.Single().Detail, Is.EqualTo("Chuỗi quá dài."));
    }

    [Test]
    public void A_chain_as_long_as_a_script_may_be_is_computed_without_running_out_of_stack()
    {
        var run = ARun.Of(Workflow(Line("l", Script(string.Join('+', Enumerable.Repeat("1", Engine.Workflows.Expressions.Script.LongestSource / 2))))));

        Assert.That(run.Printed, Is.EqualTo("2000"));
    }

    [TestCase("Elsa.WriteLine", "\"text\":{\"typeName\":\"String\",\"expression\":{\"type\":\"Liquid\",\"value\":\"{{ x }}\"}}")]
    [TestCase("Elsa.WriteLine", "\"text\":{\"typeName\":\"String\",\"expression\":{\"type\":\"CSharp\",\"value\":\"1\"}}")]
    [TestCase("Elsa.WriteLine", "\"text\":{\"typeName\":\"String\",\"expression\":{\"type\":\"Python\",\"value\":\"1\"}}")]
    [TestCase("Elsa.WriteLine", "\"text\":{\"typeName\":\"String\",\"expression\":{\"type\":\"Delegate\",\"value\":null}}")]
    [TestCase("Elsa.FlowSwitch", "\"cases\":[{\"label\":\"A\",\"condition\":{\"type\":\"Liquid\",\"value\":\"x\"}}]")]
    public void Every_other_kind_of_expression_is_refused(string type, string members)
    {
        var read = WorkflowDefinition.Read(Workflow(Activity("w", type, members)), "thu.json");

        Assert.That(read.Refusal, Has.Property("Code").EqualTo("workflow.unsupported-expression"));
        Assert.That(read.Refusal!.Message, Does.Contain("'w'").And.Contain("thu.json"));
    }

    [Test]
    public void A_literal_is_printed_as_Elsa_prints_it()
    {
        string[] given = ["true", "1.5", "null", "\"x\"", "[1,2]", """{"typeName":"String"}""", """{"typeName":"String","expression":{"type":null,"value":"y"}}"""];
        var run = ARun.Of(Workflow(Sequence("s", [.. given.Select((text, i) => Line($"l{i}", text))])));

        Assert.That(run.Lines, Is.EqualTo(new[] { "True", "1.5", "", "x", "[1,2]", "", "y" }));
    }

    [TestCase("\"true\"", true)]
    [TestCase("\"False\"", false)]
    [TestCase("\"something\"", false)]
    [TestCase("1", true)]
    [TestCase("0", false)]
    [TestCase("null", false)]
    public void A_condition_is_converted_as_Elsa_converts_it(string literal, bool holds)
    {
        var condition = $$$"""{"typeName":"Boolean","expression":{"type":"Literal","value":{{{literal}}}}}""";
        var run = ARun.Of(Workflow(Activity("i", "Elsa.If", $"\"condition\":{condition},\"then\":{Line("yes")}")));

        Assert.That(run.Lines, Has.Count.EqualTo(holds ? 1 : 0));
    }

    [Test]
    public void Variable_and_input_expressions_read_by_id_by_name_and_from_JSON_text()
    {
        string Of(string type, string value) => $$$"""{"typeName":"String","expression":{"type":"{{{type}}}","value":{{{value}}}}}""";
        var lines = new[]
        {
            Of("Variable", """{"id":"s","name":"subject"}"""),
            Of("Variable", JsonValue.Create("""{"id":"s"}""").ToJsonString()),
            Of("Variable", "\"subject\""),
            Of("Input", """{"name":"Who"}"""),
            Of("Input", "\"Who\""),
        };
        var run = ARun.Of(Workflow(Sequence("q", [.. lines.Select((text, i) => Line($"l{i}", text))]), Variables, inputs: """[{"name":"Who","type":"String"}]"""), ("Who", 7));

        Assert.That(run.Printed, Is.EqualTo("đối ngoại đối ngoại đối ngoại 7 7"));
    }
}
