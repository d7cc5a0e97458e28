using System.Globalization;
using Dispatch.Engine.Distributing;
using Dispatch.Engine.Tests.Directory;

namespace Dispatch.Engine.Tests.Distributing;

/// <summary>A group as its line limits it: how many it is said to be, and who is left out.</summary>
public sealed class RecipientGroupTests
{
    private DemoDirectory directory = null!;

    [OneTimeSetUp]
    public async Task FillAsync() => directory = await DemoDirectory.FilledAsync();

    [OneTimeTearDown]
    public async Task CloseAsync() => await directory.DisposeAsync();

    [TestCase("2024-12-17", "UBND 63 tỉnh, thành phố trực thuộc Trung ương", 63, null)]
    [TestCase("2024-12-17", "Ủy ban nhân dân 63 tỉnh, thành phố trực thuộc Trung ương;", 63, null)]
    [TestCase("2025-07-01", "UBND 34 tỉnh, thành phố (để thực hiện);", 34, null)]
    [TestCase("2025-07-01", "UBND các tỉnh, thành phố trực thuộc trung ương (trừ Hà Nội);", 33, "Không gửi cho Ủy ban nhân dân thành phố Hà Nội: dòng này ghi trừ.")]
    [TestCase("2025-07-01", "UBND các tỉnh, thành phố, trừ TP Hà Nội và tỉnh Điện Biên.", 32, "Không gửi cho Ủy ban nhân dân thành phố Hà Nội; Ủy ban nhân dân tỉnh Điện Biên: dòng này ghi trừ.")]
    [TestCase("2025-07-01", "UBND 33 tỉnh, thành phố (ngoại trừ Hà Nội) (để b/c);", 33, "Không gửi cho Ủy ban nhân dân thành phố Hà Nội: dòng này ghi trừ.")]
    public async Task A_group_is_limited_as_its_line_says(string day, string line, int recipients, string? finding)
    {
        var plan = await directory.ReadAsync("bng", DateOnly.Parse(day, CultureInfo.InvariantCulture), [], [line]);

        Assert.That((plan.IsComplete, plan.Recipients.Count, plan.Lines.Single().Kind), Is.EqualTo((true, recipients, RecipientLineKind.Group)));
        Assert.That(plan.Findings.Select(found => found.Message), Is.EqualTo(finding is null ? [] : new[] { finding }));
    }

    [TestCase("2025-07-01", "UBND 63 tỉnh, thành phố", UnknownRecipientReason.OtherCount, "\"UBND 63 tỉnh, thành phố\" ghi 63, nhóm \"Ủy ban nhân dân các tỉnh, thành phố trực thuộc Trung ương\" có 34 thành viên vào ngày 01/07/2025.")]
    [TestCase("2024-12-17", "UBND 34 tỉnh, thành phố", UnknownRecipientReason.OtherCount, "có 63 thành viên vào ngày 17/12/2024")]
    [TestCase("2025-07-01", "UBND các tỉnh, thành phố (trừ Hà Giang)", UnknownRecipientReason.NotAMember, "Không rõ \"Hà Giang\" là thành viên nào")]
    [TestCase("2025-07-01", "UBND các tỉnh, thành phố (trừ thành phố)", UnknownRecipientReason.NotAMember, "Không rõ \"thành phố\" là thành viên nào")]
    [TestCase("2025-07-01", "34 tỉnh, thành phố", UnknownRecipientReason.NotFound, "Danh mục không có")]
    [TestCase("2025-07-01", "Các tỉnh phía Bắc", UnknownRecipientReason.NotFound, "Danh mục không có")]
    public async Task What_the_directory_does_not_bear_out_is_asked(string day, string line, UnknownRecipientReason reason, string said)
    {
        var plan = await directory.ReadAsync("bng", DateOnly.Parse(day, CultureInfo.InvariantCulture), [], [line]);

        var unknown = plan.Unresolved.Single().Unknown;
        Assert.That((unknown.Reason, plan.Recipients.Count), Is.EqualTo((reason, 0)));
        Assert.That(unknown.Message, Does.Contain(said));
        Assert.That(unknown.NearMatches.Any(near => near.GroupId is not null), Is.EqualTo(reason is not UnknownRecipientReason.NotFound));
    }
}
