using System.Text;
using Dispatch.Engine.Directory;
using Dispatch.Engine.Kernel;
using Dispatch.Engine.Tests.Fixtures;
using MediatR;

namespace Dispatch.Engine.Tests.Kernel;

public sealed class AccessTableTests
{
    private static readonly IReadOnlyList<Role> Roles = [.. Enum.GetValues<Role>().Where(role => role is not Role.None)];

    private static IReadOnlyList<Type> Requests =>
        [.. typeof(AccessTable).Assembly.GetTypes()
            .Where(type => type is { IsAbstract: false } && Array.Exists(type.GetInterfaces(), given => given.IsGenericType && given.GetGenericTypeDefinition() == typeof(IRequest<>)))
            .OrderBy(type => type.FullName, StringComparer.Ordinal)];

    [Test]
    public void Every_request_of_the_engine_is_in_the_table_and_nothing_else() => Assert.That(AccessTable.Known, Is.EquivalentTo(Requests));

    [Test]
    public void Who_may_send_what_is_as_approved()
    {
        var text = new StringBuilder("# Who may send which request\n\n");
        text.Append($"| Request | | {string.Join(" | ", Roles)} |\n|---|---|{string.Concat(Roles.Select(_ => ":-:|"))}\n");
        foreach (var request in Requests)
        {
            var allowed = Roles.Select(role => AccessTable.Allows(request, role) ? "✓" : "");
            text.Append($"| {request.Namespace!.Split('.')[^1]}/{request.Name} | {(IsAct(request) ? "act" : "question")} | {string.Join(" | ", allowed)} |\n");
        }

        Approved.Match("eng/approved/access.md", text.ToString());
    }

    [Test]
    public void An_auditor_changes_nothing() =>
        Assert.That(Requests.Where(request => IsAct(request) && AccessTable.Allows(request, Role.Auditor)), Is.Empty);

    [Test]
    public void Without_a_role_nothing_is_allowed_but_to_sign_in_and_to_be_recognised() =>
        Assert.That(Requests.Where(request => AccessTable.Allows(request, Role.None)), Is.EqualTo(new[] { typeof(RecognisePerson), typeof(SignIn) }));

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

    private static bool IsAct(Type request) => Array.Exists(request.GetInterfaces(), given => given.IsGenericType && given.GetGenericTypeDefinition() == typeof(IAct<>));
}
