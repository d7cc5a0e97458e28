using Dispatch.Api.Http;
using Dispatch.Engine.Kernel;

namespace Dispatch.Api.Tests.Http;

/// <summary>Each kind of refusal leaves with one status.</summary>
public sealed class RefusalResultsTests
{
    private static readonly Dictionary<RefusalKind, int> Statuses = new()
    {
        [RefusalKind.Invalid] = 400,
        [RefusalKind.Anonymous] = 401,
        [RefusalKind.Forbidden] = 403,
        [RefusalKind.Unknown] = 404,
        [RefusalKind.Conflict] = 409,
        [RefusalKind.Stale] = 412,
        [RefusalKind.KeyReused] = 422,
        [RefusalKind.Busy] = 429,
        [RefusalKind.TooLarge] = 413,
        [RefusalKind.Unavailable] = 503,
    };

    [Test]
    public void Every_kind_of_refusal_has_its_status() =>
        Assert.That(Enum.GetValues<RefusalKind>().ToDictionary(kind => kind, RefusalResults.StatusOf), Is.EqualTo(Statuses));

    [Test]
    public void A_problem_says_the_code_and_what_to_do()
    {
        var problem = RefusalResults.Problem(KernelRefusals.Stale).ProblemDetails;

        Assert.Multiple(() =>
        {
            Assert.That(problem.Type, Is.EqualTo("urn:dispatch:refusal:version.stale"));
            Assert.That(problem.Extensions["code"], Is.EqualTo("version.stale"));
            Assert.That(problem.Status, Is.EqualTo(412));
            Assert.That(problem.Title, Is.EqualTo("Văn bản đã thay đổi"));
            Assert.That(problem.Detail, Is.EqualTo(KernelRefusals.Stale.Message));
        });
    }

    [Test]
    public void Every_status_of_a_refusal_has_a_title_of_its_own()
    {
        var titles = Statuses.Values.Select(status => RefusalResults.Details(status, "x", "y").Title).ToList();

        Assert.That(titles, Is.Unique.And.None.EqualTo(RefusalResults.Details(500, "x", "y").Title));
    }
}
