using Dispatch.Api.Tests.Fixtures;

namespace Dispatch.Api.Tests.Tour;

/// <summary>The tour that a newcomer takes is walked here first.</summary>
public sealed class TourTests
{
    [Test]
    public async Task The_tour_goes_from_sign_in_to_the_trace_of_the_whole_family()
    {
        await using var house = ApiHouse.OpenDemo();
        var tour = HttpFile.Parse(Repository.Read("docs/tour.http"));
        var runner = new HttpFileRunner(tour, house.Stranger().Http, new Dictionary<string, string>(StringComparer.Ordinal) { ["host"] = "" });

        var steps = await runner.RunAsync();

        Assert.That(steps.Where(step => !step.IsAsExpected), Is.Empty);
        Assert.That(steps, Has.Count.EqualTo(tour.Requests.Count).And.Count.GreaterThan(30));
    }

    [Test]
    public void Every_request_of_the_tour_says_what_it_expects() =>
        Assert.That(HttpFile.Parse(Repository.Read("docs/tour.http")).Requests.Where(request => request.Expected is null), Is.Empty);
}
