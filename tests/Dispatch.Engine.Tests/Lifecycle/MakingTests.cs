using Dispatch.Engine.Lifecycle;

namespace Dispatch.Engine.Tests.Lifecycle;

/// <summary>Điều 25 of Nghị định 30/2020/NĐ-CP, written out: what may be copied from what, and from which medium to which.</summary>
public sealed class MakingTests
{
    private static readonly string[] Lawful =
    [
        "SaoY from Original: Paper to Paper",
        "SaoY from Original: Paper to Electronic",
        "SaoY from Original: Electronic to Paper",
        "SaoLuc from SaoY: Paper to Paper",
        "SaoLuc from SaoY: Paper to Electronic",
        "SaoLuc from SaoY: Electronic to Paper",
        "TrichSao from Original: Paper to Paper",
        "TrichSao from Original: Paper to Electronic",
        "TrichSao from Original: Electronic to Paper",
        "TrichSao from Original: Electronic to Electronic",
    ];

    private static IEnumerable<(CopyForm Form, PaperForm Source, Medium From, Medium To)> All =>
        from form in Enum.GetValues<CopyForm>()
        from source in Enum.GetValues<PaperForm>()
        from one in Enum.GetValues<Medium>()
        from other in Enum.GetValues<Medium>()
        select (form, source, one, other);

    [Test]
    public void A_copy_is_made_as_the_article_says_and_in_no_other_way() =>
        Assert.That(All.Where(making => CopyLifecycle.Making(making.Form, making.Source, making.From, making.To) is null).Select(Name), Is.EqualTo(Lawful));

    [Test]
    public void Every_other_making_is_refused_for_its_own_reason()
    {
        foreach (var making in All.Where(making => !Lawful.Contains(Name(making))))
        {
            var expected = making switch
            {
                { Source: PaperForm.SaoLuc or PaperForm.TrichSao } => "copying.copy-of-copy",
                { Form: CopyForm.SaoLuc, Source: PaperForm.Original } => "copying.sao-luc-needs-sao-y",
                { Form: not CopyForm.SaoLuc, Source: PaperForm.SaoY } => "copying.only-sao-luc-from-sao-y",
                _ => "copying.direction",
            };
            Assert.That(CopyLifecycle.Making(making.Form, making.Source, making.From, making.To)?.Code, Is.EqualTo(expected), Name(making));
        }
    }

    [Test]
    public void A_copy_is_a_paper_of_its_own_form() =>
        Assert.That(Enum.GetValues<CopyForm>().Select(CopyLifecycle.PaperOf), Is.EqualTo(new[] { PaperForm.SaoY, PaperForm.SaoLuc, PaperForm.TrichSao }));

    private static string Name((CopyForm Form, PaperForm Source, Medium From, Medium To) making) => $"{making.Form} from {making.Source}: {making.From} to {making.To}";
}
