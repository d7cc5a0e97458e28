using Dispatch.Engine.Directory;
using Dispatch.Engine.Tests.Fixtures;
using Dispatch.Engine.Workflows;
using Dispatch.Engine.Workflows.Changing;

namespace Dispatch.Engine.Tests.Workflows;

/// <summary>The lawful way of an outgoing dispatch as an office may draw it, with steps of its own where a test wants them.</summary>
internal sealed record AProcedure
{
    /// <summary>Asks somebody of the unit for a legal view; it is no act of law.</summary>
    public static readonly AStep LegalView = new("legal", "Dispatch.HumanTask", "Clear", Members: """
        "title": {"typeName":"String","expression":{"type":"Literal","value":"Thẩm định pháp lý"}},
        "role": {"typeName":"String","expression":{"type":"Literal","value":"Drafter, UnitHead"}},
        "outcomes": {"typeName":"Object","expression":{"type":"Object","value":"[\"Clear\",\"Doubtful\"]"}},
        "due": {"typeName":"String","expression":{"type":"Literal","value":"8 giờ làm việc"}},
        "reminders": {"typeName":"Object","expression":{"type":"Object","value":"[\"2 giờ làm việc\"]"}},
        "escalateTo": {"typeName":"String","expression":{"type":"Literal","value":"Signer"}}
        """, OtherPort: "Doubtful");

    private static readonly AStep[] Before =
    [
        new("start", "Elsa.Start", "Done"),
        new("submit", "Dispatch.Submit", "Submitted", Person("drafter")),
        new("content", "Dispatch.CheckContent", "Passed", Role("UnitHead"), OtherPort: "Returned"),
    ];

    private static readonly AStep[] After =
    [
        new("form", "Dispatch.CheckForm", "Passed", Role("Clerk"), OtherPort: "Returned"),
        new("sign", "Dispatch.Sign", "Signed", Person("signer"), OtherPort: "Returned"),
        new("number", "Dispatch.AssignNumber", "Numbered", Role("Clerk")),
        new("issue", "Dispatch.Issue", "Issued", Role("Clerk")),
    ];

    public int Version { get; init; } = 1;

    /// <summary>Whether an incident stops its branch only, or the whole matter.</summary>
    public bool GoesOnBesideIncidents { get; init; } = true;

    /// <summary>Steps between the check of content and the check of form.</summary>
    public IReadOnlyList<AStep> InBetween { get; init; } = [];

    /// <summary>Steps behind the issue.</summary>
    public IReadOnlyList<AStep> AtTheEnd { get; init; } = [];

    /// <summary>Steps between the signature and the number.</summary>
    public IReadOnlyList<AStep> AfterSigning { get; init; } = [];

    public string Json
    {
        get
        {
            AStep[] steps = [.. Before, .. InBetween, .. After[..2], .. AfterSigning, .. After[2..], .. AtTheEnd, new("end", "Elsa.End", "Done")];
            var ways = steps.Zip(steps.Skip(1), (from, to) => Way(from.Id, from.Port, to.Id)).Concat(steps.Where(step => step.OtherPort is not null).Select(step => Way(step.Id, step.OtherPort!, step.OtherTo ?? "submit")));
            return $$$"""
                {"definitionId":"issue-dispatch","name":"Ban hành văn bản đi","version":{{{Version}}},
                 "inputs":[{"type":"String","name":"drafter"},{"type":"String","name":"signer"}],
                 "options":{"incidentStrategyType":"Elsa.Workflows.IncidentStrategies.{{{(GoesOnBesideIncidents ? "ContinueWithIncidentsStrategy" : "FaultStrategy")}}}, Elsa.Workflows.Core"},
                 "root":{"id":"flow","type":"Elsa.Flowchart","version":1,
                  "activities":[{{{string.Join(",\n", steps.Select(step => step.Json))}}}],
                  "connections":[{{{string.Join(",\n", ways)}}}]}}
                """;
        }
    }

    /// <summary>The administrator brings it in and new dispatches begin with it.</summary>
    public async Task<ProcedureView> PublishedAsync(TestOffice office, string house = "bng")
    {
        var uploaded = await office.As("admin." + house).Do(new UploadProcedure(Json));
        await office.As("admin." + house).Do(new PublishProcedure(uploaded.DefinitionId, uploaded.Number));
        return uploaded;
    }

    /// <summary>One that asks the opinion of several persons at once.</summary>
    public static AProcedure Asking(int version, params string[] members) => Asked(version, string.Join(',', members.Select(member => $"\\\"{member}\\\"")));

    /// <summary>One that asks the opinion of several roles at once.</summary>
    public static AProcedure AskingRoles(int version, params string[] roles) => Asked(version, string.Join(',', roles.Select(role => $"{{\\\"role\\\":\\\"{role}\\\"}}")));

    private static AProcedure Asked(int version, string members) => new()
    {
        Version = version,
        InBetween =
        [
            new AStep("ask", "Dispatch.ParallelApproval", "Approved", Members: $$$"""
                "members": {"typeName":"Object","expression":{"type":"Object","value":"[{{{members}}}]"}}
                """, OtherPort: "Refused"),
        ],
    };

    /// <summary>The task of a title that waits for a person.</summary>
    public static async Task<TaskView> TaskAsync(TestActor actor, string title) => (await actor.Do(new ListTasks())).Items.Single(task => task.Title == title);

    public static string Literal(string name, string value) => $$$"""
        "{{{name}}}": {"typeName":"String","expression":{"type":"Literal","value":"{{{value}}}"}}
        """;

    private static string Role(string role) => Literal("role", role);

    private static string Person(string input) => $$$"""
        "person": {"typeName":"String","expression":{"type":"Input","value":"{{{input}}}"}}
        """;

    private static string Way(string from, string port, string to) => $$$"""{"source":{"activity":"{{{from}}}","port":"{{{port}}}"},"target":{"activity":"{{{to}}}","port":"In"}}""";
}

/// <summary>A step of a procedure.</summary>
internal sealed record AStep(string Id, string Type, string Port, string Members = "", string? OtherPort = null, string? OtherTo = null)
{
    public string Json => $$$"""{"id":"{{{Id}}}","type":"{{{Type}}}","version":1{{{(Members.Length == 0 ? "" : "," + Members)}}}}""";
}
