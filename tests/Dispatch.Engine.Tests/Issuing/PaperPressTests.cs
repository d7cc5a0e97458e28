using Dispatch.Engine.Directory;
using Dispatch.Engine.Issuing;
using Dispatch.Engine.Kernel;
using Dispatch.Engine.Tests.Fixtures;
using Dispatch.Templates.Sheets;

namespace Dispatch.Engine.Tests.Issuing;

/// <summary>Large papers stand in line and ordinary ones do not.</summary>
public sealed class PaperPressTests
{
    private static readonly DispatchSheet Ordinary = new()
    {
        IssuerName = "BỘ THỬ NGHIỆM",
        Symbol = "BTN-VP",
        Place = "Hà Nội",
        Subject = "thử nghiệm",
        Addressees = ["Ủy ban nhân dân tỉnh Điện Biên"],
        Body = ["Bộ Thử nghiệm đề nghị Quý Cơ quan phối hợp."],
        Recipients = ["Như trên", "Lưu: VT"],
        Signing = new SigningBlock(["BỘ TRƯỞNG"], "Nguyễn Văn A"),
    };

    private static readonly DispatchSheet Large = Ordinary with { Body = [.. Enumerable.Repeat(string.Concat(Enumerable.Repeat("phối hợp thử nghiệm ", 50)), 100)] };

    [Test]
    public async Task Of_large_papers_asked_for_at_once_some_are_refused_and_an_ordinary_one_is_not_held_up()
    {
        var press = new PaperPress(new TestClock());
        var asker = new ActContext { Actor = Actor.SystemFor(Id<Body>.New(DateTimeOffset.UnixEpoch)) };
        var many = Environment.ProcessorCount + (2 * WorkLine.WaitingEach);
        using var together = new Barrier(many + 1);
        var large = Enumerable.Range(0, many).Select(_ => Task.Factory.StartNew(
            () =>
            {
                together.SignalAndWait();
                return press.ShowAsync(Large, asker, CancellationToken.None);
            },
            CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default).Unwrap()).ToList();
        together.SignalAndWait();

        var ordinary = await press.ShowAsync(Ordinary, asker, CancellationToken.None);

        Assert.That(ordinary.IsRefused, Is.False);
        var answers = await Task.WhenAll(large);
        Assert.That(answers.Where(answer => answer.IsRefused).Select(answer => answer.Refusal!.Code).Distinct(StringComparer.Ordinal), Is.EqualTo(new[] { "issuing.press-busy" }));
        Assert.That(answers.Count(answer => !answer.IsRefused), Is.GreaterThan(WorkLine.WaitingEach));
    }

    [Test]
    public async Task A_sheet_is_the_same_whichever_way_it_is_laid_out()
    {
        var press = new PaperPress(new TestClock());
        var asker = new ActContext { Actor = Actor.SystemFor(Id<Body>.New(DateTimeOffset.UnixEpoch)) };

        foreach (var sheet in new[] { Ordinary, Large })
        {
            var printed = DispatchSheetPrinter.Print(sheet);

            Assert.That((await press.ShowAsync(sheet, asker, CancellationToken.None)).Value, Is.EqualTo(printed));
            Assert.That(press.Print(sheet).Value, Is.EqualTo(printed));
        }
    }
}
