using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using Dispatch.Engine.Kernel;
using Dispatch.Engine.Registering;
using Dispatch.Engine.Tests.Fixtures;

namespace Dispatch.Engine.Tests.Kernel;

/// <summary>What an operator can watch tells how much and how long, never of whom.</summary>
[TestFixture(DatabaseKind.Sqlite)]
public sealed class MeterTests(DatabaseKind kind) : UseCaseFixture(kind)
{
    private static readonly string[] Tags = ["request", "outcome", "code"];

    [Test]
    public async Task Requests_are_counted_by_kind_and_end_and_by_nothing_that_names_anybody()
    {
        var seen = new ConcurrentBag<(string Instrument, KeyValuePair<string, object?>[] Tags)>();
        using var listener = new MeterListener
        {
            InstrumentPublished = (instrument, ears) =>
            {
                if (instrument.Meter.Name == EngineMeter.Name)
                {
                    ears.EnableMeasurementEvents(instrument);
                }
            },
        };
        listener.SetMeasurementEventCallback<double>((instrument, _, tags, _) => seen.Add((instrument.Name, tags.ToArray())));
        listener.SetMeasurementEventCallback<long>((instrument, _, tags, _) => seen.Add((instrument.Name, tags.ToArray())));
        listener.Start();

        await Office.As("clerk.bng").Do(new ListDispatches());
        await Office.As("admin.bng").Try(new ListDispatches());

        var told = seen.Select(one => one.Instrument + " " + string.Join(' ', one.Tags.Select(tag => tag.Value))).ToList();
        Assert.That(told, Has.Member("dispatch.requests Registering/ListDispatches done").And.Member("dispatch.requests Registering/ListDispatches Forbidden").And.Member("dispatch.refusals access.forbidden"));
        Assert.That(seen.SelectMany(one => one.Tags.Select(tag => tag.Key)).Distinct(StringComparer.Ordinal), Is.SubsetOf(Tags));
    }
}
