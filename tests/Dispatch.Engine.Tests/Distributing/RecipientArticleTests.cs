using Dispatch.Engine.Distributing;
using Dispatch.Engine.Tests.Directory;

namespace Dispatch.Engine.Tests.Distributing;

/// <summary>Lines that refer to an article of the text, and names as offices shorten them.</summary>
public sealed class RecipientArticleTests
{
    private static readonly DateOnly SeedDay = new(2024, 12, 17);

    private DemoDirectory directory = null!;

    [OneTimeSetUp]
    public async Task FillAsync() => directory = await DemoDirectory.FilledAsync();

    [OneTimeTearDown]
    public async Task CloseAsync() => await directory.DisposeAsync();

    [TestCase("ubnd-dien-bien", "- Như Điều 3;", "**Điều 3.** Chánh Văn phòng UBND tỉnh; Giám đốc các Sở: Nội vụ, Tài chính; Chủ tịch UBND các huyện, thị xã, thành phố và Thủ trưởng các cơ quan, đơn vị có liên quan chịu trách nhiệm thi hành Quyết định này./.",
        13, "các cơ quan, đơn vị có liên quan")]
    [TestCase("bng", "- Như Điều 2 (để thực hiện);", "Điều 2. Quyết định này có hiệu lực kể từ ngày ký. Chánh Văn phòng Bộ, Vụ trưởng Vụ Tổ chức cán bộ, Cục trưởng Cục Lãnh sự và ông Nguyễn Văn A chịu trách nhiệm thi hành Quyết định này.",
        3, "ông Nguyễn Văn A")]
    [TestCase("bng", "Như Điều 3;", "Điều 3. Chánh Văn phòng Bộ và các ông, bà có tên tại Điều 1 chịu trách nhiệm thi hành Quyết định này.", 1, "các ông bà có tên tại Điều 1")]
    [TestCase("bng", "Như Điều 3;", "Điều 3. Các thành viên Tổ công tác chịu trách nhiệm trước Bộ trưởng. Chánh Văn phòng Bộ, Vụ trưởng Vụ Tổ chức cán bộ chịu trách nhiệm thi hành Quyết định này.", 2, "Tổ công tác")]
    [TestCase("bng", "Như các Điều 2, 3;", "Điều 2. Các ông, bà: Chánh Thanh tra Bộ và Giám đốc Học viện Ngoại giao có trách nhiệm tổ chức thực hiện.\nĐiều 3. Vụ trưởng Vụ Châu Âu căn cứ Quyết định thi hành.", 3, "")]
    [TestCase("ubnd-dien-bien", "Như Điều 3;", "Điều 1. Phê duyệt kế hoạch.\nĐiều 3. Tổ chức thực hiện\n1. Kinh phí do ngân sách bảo đảm.\n2. Giám đốc Sở Văn hóa, Thể thao và Du lịch, Chánh Thanh tra tỉnh chịu trách nhiệm thi hành.\nĐiều 4. Sở Tài chính theo dõi.", 2, "")]
    public async Task As_the_article_means_whom_the_article_makes_answerable(string issuer, string line, string body, int recipients, string unknown)
    {
        var plan = await directory.ReadArticlesAsync(issuer, SeedDay, [line], body.Split('\n'));

        Assert.That(plan.Lines.Single().Kind, Is.EqualTo(RecipientLineKind.SameAsArticle));
        Assert.That(string.Join(" | ", plan.Unresolved.Select(open => open.Unknown.Text)), Is.EqualTo(unknown));
        Assert.That(plan.Recipients, Has.Count.EqualTo(recipients), string.Join("; ", plan.Recipients.Select(recipient => recipient.Name)));
    }

    [TestCase("Điều 3. Quyết định này có hiệu lực kể từ ngày ký.")]
    [TestCase("Điều 4. Chánh Văn phòng Bộ chịu trách nhiệm thi hành.")]
    [TestCase("Sửa đổi Điều 3. Chánh Văn phòng Bộ chịu trách nhiệm thi hành.")]
    public async Task An_article_that_makes_nobody_answerable_leaves_the_line_to_the_clerk(string body)
    {
        var plan = await directory.ReadArticlesAsync("bng", SeedDay, ["- Như Điều 3;"], [body]);

        Assert.That(plan.Recipients, Is.Empty);
        Assert.That(plan.Unresolved.Single().Unknown, Has.Property("Reason").EqualTo(UnknownRecipientReason.Article).And.Property("Text").EqualTo("Như Điều 3"));
    }

    [Test]
    public async Task What_an_article_names_and_the_directory_does_not_is_decided_word_by_word()
    {
        const string Line = "- Như Điều 3;";
        const string Body = "Điều 3. Vụ trưởng Vụ Tổ chức cán bộ và ông Nguyễn Văn A chịu trách nhiệm thi hành Quyết định này.";

        var decided = await directory.ReadArticlesAsync("bng", SeedDay, [Line], [Body], new RecipientDecision(Line, "ông Nguyễn Văn A", RecipientDecisionKind.NotDelivered, Reason: "Giao trực tiếp"));

        Assert.That(decided.IsComplete, Is.True);
        Assert.That(decided.Recipients.Single().Name, Is.EqualTo("Vụ Tổ chức cán bộ"));
    }

    [TestCase("bng", "- Vụ TCCB, Cục LS (để p/h);", "Vụ Tổ chức cán bộ|Cục Lãnh sự", "")]
    [TestCase("bng", "VPCP: Vụ QHQT;", "Vụ Quan hệ quốc tế", "")]
    [TestCase("bng", "Cục TCCB;", "", "Cục TCCB")]
    [TestCase("bng", "UBND các tỉnh Lào Cai, Điện Biên và thành phố Hà Nội;", "Ủy ban nhân dân tỉnh Lào Cai|Ủy ban nhân dân tỉnh Điện Biên|Ủy ban nhân dân thành phố Hà Nội", "")]
    [TestCase("bng", "UBND các tỉnh: Lào Cai, Điện Biên; thành phố Hà Nội;", "Ủy ban nhân dân tỉnh Lào Cai|Ủy ban nhân dân tỉnh Điện Biên|Ủy ban nhân dân thành phố Hà Nội", "")]
    [TestCase("bng", "UBND các tỉnh, thành phố Lào Cai, Hà Nội;", "", "UBND các tỉnh, thành phố Lào Cai, Hà Nội")]
    [TestCase("bng", "Chủ tịch UBND tỉnh Điện Biên và Giám đốc Sở Ngoại vụ tỉnh Điện Biên;", "Ủy ban nhân dân tỉnh Điện Biên|Sở Ngoại vụ tỉnh Điện Biên", "")]
    [TestCase("bng", "UBND các tỉnh miền núi phía Bắc;", "", "UBND các tỉnh miền núi phía Bắc")]
    [TestCase("bng", "Như khoản 2 Điều 3;", "", "Như khoản 2 Điều 3")]
    public async Task A_line_as_offices_shorten_it_names_its_bodies(string issuer, string line, string names, string unknown)
    {
        var plan = await directory.ReadAsync(issuer, SeedDay, [], [line]);

        Assert.That(string.Join('|', plan.Recipients.Select(recipient => recipient.Name)), Is.EqualTo(names));
        Assert.That(string.Join('|', plan.Unresolved.Select(open => open.Unknown.Text)), Is.EqualTo(unknown));
    }

    [Test]
    public async Task A_name_with_a_word_left_out_is_asked_for_with_what_it_may_mean()
    {
        var open = (await directory.ReadAsync("bng", SeedDay, ["UBND Điện Biên"], [])).Unresolved.Single().Unknown;

        Assert.That(open.NearMatches.Select(near => near.Name), Does.Contain("Ủy ban nhân dân tỉnh Điện Biên").And.Contain("Ủy ban nhân dân huyện Điện Biên"), "which of the two, the clerk says");
    }

    [TestCase("Như phần kính gửi;")]
    [TestCase("Như nơi kính gửi (để thực hiện);")]
    public async Task The_part_of_the_addressees_is_the_addressees(string line) =>
        Assert.That((await directory.ReadAsync("bng", SeedDay, ["UBND tỉnh Điện Biên"], [line])).Lines[1].Kind, Is.EqualTo(RecipientLineKind.SameAsAddressees));
}
