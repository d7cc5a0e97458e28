using Dispatch.Engine.Kernel;
using Dispatch.Engine.Registering;

namespace Dispatch.Engine.Tests.Kernel;

public sealed class IdTests
{
    private static readonly DateTimeOffset Now = new(2024, 12, 17, 8, 0, 0, 123, TimeSpan.FromHours(7));

    [Test]
    public void Many_ids_of_one_moment_are_version_7_all_different_and_in_their_order()
    {
        var ids = Id<OfficialDispatch>.New(Now, 500);

        Assert.That(ids, Is.Unique);
        Assert.That(ids.Select(id => id.Value), Is.Ordered);
        Assert.That(ids.Select(id => (id.Value.Version, id.Value.Variant & 0xC)), Is.All.EqualTo((7, 8)));
        Assert.That(ids.Select(id => id.ToString()[..13]).Distinct(StringComparer.Ordinal), Is.EqualTo(new[] { Id<OfficialDispatch>.New(Now).ToString()[..13] }), "the moment stands in each");
    }

    [Test]
    public void Ids_of_a_later_moment_come_after_all_of_an_earlier_one() =>
        Assert.That(Id<OfficialDispatch>.New(Now, 100)[^1].Value, Is.LessThan(Id<OfficialDispatch>.New(Now.AddMilliseconds(1), 100)[0].Value));
}
