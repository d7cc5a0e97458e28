using System.Runtime.CompilerServices;
using System.Text;
using Dispatch.Engine.Directory;
using Dispatch.Engine.Directory.Accounts;
using Dispatch.Engine.Kernel;
using Dispatch.Engine.Lifecycle;
using Dispatch.Engine.Tests.Fixtures;
using Dispatch.Engine.Tracing;
using MediatR;
using Microsoft.Extensions.DependencyInjection;

namespace Dispatch.Engine.Tests.Kernel;

public sealed class AccessTableTests
{
    private static readonly IReadOnlyList<Role> Roles = [.. Enum.GetValues<Role>().Where(role => role is not Role.None)];

    private static IReadOnlyList<Type> Requests =>
        [.. typeof(AccessTable).Assembly.GetTypes()
            .Where(type => type is { IsAbstract: false } && Array.Exists(type.GetInterfaces(), given => given.IsGenericType && given.GetGenericTypeDefinition() == typeof(IRequest<>)))
            .OrderBy(type => type.FullName, StringComparer.Ordinal)];

    private TestOffice office = null!;

    [OneTimeSetUp]
    public async Task OpenAsync() => office = await TestOffice.OpenAsync(DatabaseKind.Sqlite);

    [OneTimeTearDown]
    public async Task CloseAsync() => await office.DisposeAsync();

    [Test]
    public void Every_request_of_the_engine_is_in_the_table_and_nothing_else() => Assert.That(AccessTable.Known, Is.EquivalentTo(Requests));

    [Test]
    public void Who_may_send_what_in_which_states_is_as_approved()
    {
        var text = new StringBuilder("# Who may send which request\n\n");
        text.Append($"| Request | | {string.Join(" | ", Roles)} | relation | lawful while | |\n|---|---|{string.Concat(Roles.Select(_ => ":-:|"))}---|---|---|\n");
        foreach (var request in Requests)
        {
            var line = AccessTable.Of(request)!;
            var allowed = Roles.Select(role => AccessTable.Allows(request, role) ? "✓" : "");
            var states = string.Join("; ", line.Law.Select(act => $"{act.Split('.')[0]}: {string.Join(", ", Lawful(act))}"));
            text.Append($"| {AccessTable.NameOf(request)} | {(IsAct(request) ? "act" : "question")} | {string.Join(" | ", allowed)} | {line.Relation} | {states} | {(line.Proof is AccessProof.None ? "" : line.Proof)} |\n");
        }

        Approved.Match("eng/approved/access.md", text.ToString());
    }

    [Test]
    public void Every_lawful_act_of_a_paper_is_a_request_and_every_named_law_is_one()
    {
        string[] acts =
        [
            .. Enum.GetNames<OutgoingAct>().Select(act => "Outgoing." + act), .. Enum.GetNames<IncomingAct>().Select(act => "Incoming." + act), .. Enum.GetNames<CopyAct>().Select(act => "Copy." + act),
            .. Enum.GetNames<RecallAct>().Select(act => "Recall." + act),
        ];
        var named = Requests.SelectMany(request => AccessTable.Of(request)!.Law).Distinct(StringComparer.Ordinal).ToList();

        Assert.That(named, Is.EquivalentTo(acts));
        Assert.That(named.Where(act => !Lawful(act).Any()), Is.Empty, "an act lawful in no state is none");
    }

    [Test]
    public void An_auditor_changes_nothing() =>
        Assert.That(Requests.Where(request => IsAct(request) && AccessTable.Of(request) is { IsOpen: false, Relation: not AccessRelation.Own } && AccessTable.Allows(request, Role.Auditor)), Is.Empty);

    [Test]
    public void Without_a_role_nothing_is_allowed_but_to_sign_in_and_to_be_recognised() =>
        Assert.That(Requests.Where(request => AccessTable.Allows(request, Role.None)), Is.EqualTo(new[] { typeof(RecogniseSession), typeof(RenewSession), typeof(SignIn), typeof(IdentifyCopy) }));

    [Test]
    public void Nobody_is_asked_to_sign_in_and_a_stranger_to_the_act_is_told_who_may()
    {
        var clerk = new Actor(null, "Văn thư", default, null, Role.Clerk);

        Assert.That(AccessTable.Refuse(typeof(Dispatch.Engine.Signing.SignDispatch), null)?.Code, Is.EqualTo("access.sign-in"));
        var refusal = AccessTable.Refuse(typeof(Dispatch.Engine.Signing.SignDispatch), clerk);
        Assert.That((refusal?.Code, refusal?.Kind), Is.EqualTo(("access.forbidden", (RefusalKind?)RefusalKind.Forbidden)));
        Assert.That(refusal?.Message, Does.Contain("người có thẩm quyền ký"));
        Assert.That(AccessTable.Refuse(typeof(string), clerk)?.Code, Is.EqualTo("access.forbidden"), "what the table does not list nobody may send");
    }

    /// <summary>Each request as each role the table does not name, and as nobody, through the whole pipeline.</summary>
    [TestCaseSource(nameof(Closed))]
    public async Task The_engine_itself_refuses_whom_the_table_does_not_name(Type request, Role role)
    {
        await using var scope = office.Root.CreateAsyncScope();
        var somebody = office.As("clerk.bng").Actor;
        scope.ServiceProvider.GetRequiredService<ActContext>().Actor = role is Role.None ? null : somebody with { PersonId = role is Role.System ? null : somebody.PersonId, Roles = role };

        var before = role is Role.None or Role.System ? await office.ContentsAsync() : null;
        dynamic sent = RuntimeHelpers.GetUninitializedObject(request);
        dynamic outcome = await scope.ServiceProvider.GetRequiredService<IMediator>().Send(sent);

        Assert.That(((Refusal?)outcome.Refusal)?.Code, Is.EqualTo(role is Role.None ? "access.sign-in" : "access.forbidden"));
        Assert.That(before is null || await office.ContentsAsync() == before, "nothing at all was done");
    }

    [TestCase("", TestName = "An empty table is no table")]
    [TestCase("request,who\n", TestName = "A table with another head is none")]
    [TestCase("request,who,relation,law,proof\nDirectory/NoSuch,Clerk,Own,,\n", TestName = "A line of no request is refused")]
    [TestCase("request,who,relation,law,proof\nDirectory/SignIn,Boss,Own,,\n", TestName = "A role that is none is refused")]
    [TestCase("request,who,relation,law,proof\nDirectory/SignIn,7,Own,,\n", TestName = "A role given as a number is refused")]
    [TestCase("request,who,relation,law,proof\nDirectory/SignIn,,Own,,\n", TestName = "A line that names nobody is refused")]
    [TestCase("request,who,relation,law,proof\nDirectory/SignIn,Clerk,Friend,,\n", TestName = "A relation that is none is refused")]
    [TestCase("request,who,relation,law,proof\nDirectory/SignIn,Clerk,Own,,often\n", TestName = "A proof that is none is refused")]
    [TestCase("request,who,relation,law,proof\nDirectory/SignIn,Clerk,Own,\n", TestName = "A line too short is refused")]
    [TestCase("request,who,relation,law,proof\nDirectory/SignIn,Clerk,Own,,\nDirectory/SignIn,Signer,Own,,\n", TestName = "A request said twice is refused")]
    public void A_table_that_can_be_read_two_ways_is_not_read(string text) =>
        Assert.That(() => AccessFile.Read(text, new Dictionary<string, Type>(StringComparer.Ordinal) { ["Directory/SignIn"] = typeof(SignIn) }), Throws.InstanceOf<InvalidDataException>());

    public static IEnumerable<TestCaseData> Closed() =>
        from request in Requests
        from role in Roles.Prepend(Role.None)
        where !AccessTable.Allows(request, role)
        select new TestCaseData(request, role).SetArgDisplayNames(AccessTable.NameOf(request), role.ToString());

    private static IEnumerable<string> Lawful(string act) => act.Split('.') switch
    {
        ["Outgoing", var name] => Enum.GetValues<OutgoingState>().Where(state => OutgoingLifecycle.After(state, Enum.Parse<OutgoingAct>(name)) is not null).Select(state => state.ToString()),
        ["Incoming", var name] => Enum.GetValues<IncomingState>().Where(state => IncomingLifecycle.After(state, Enum.Parse<IncomingAct>(name)) is not null).Select(state => state.ToString()),
        ["Copy", var name] => Enum.GetValues<CopyState>().Where(state => CopyLifecycle.After(state, Enum.Parse<CopyAct>(name)) is not null).Select(state => state.ToString()),
        ["Recall", var name] => Enum.GetValues<RecallState>().Where(state => RecallLifecycle.After(state, Enum.Parse<RecallAct>(name)) is not null).Select(state => state.ToString()),
        _ => [],
    };

    private static bool IsAct(Type request) => Array.Exists(request.GetInterfaces(), given => given.IsGenericType && given.GetGenericTypeDefinition() == typeof(IAct<>));
}
