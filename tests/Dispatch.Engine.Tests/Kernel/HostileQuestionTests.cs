using Dispatch.Engine.Copying;
using Dispatch.Engine.Directory;
using Dispatch.Engine.Directory.Accounts;
using Dispatch.Engine.Distributing;
using Dispatch.Engine.Numbering;
using Dispatch.Engine.Registering;
using Dispatch.Engine.Signing;
using Dispatch.Engine.Tests.Fixtures;
using Dispatch.Engine.Tracing;
using Dispatch.Engine.Workflows.Drawing;

namespace Dispatch.Engine.Tests.Kernel;

/// <summary>Letters that one database keeps and another cannot even be asked about.</summary>
[TestFixture(DatabaseKind.Sqlite)]
[TestFixture(DatabaseKind.PostgreSql)]
public sealed class HostileQuestionTests(DatabaseKind kind) : UseCaseFixture(kind)
{
    private const string Nul = "a\0b";

    private static IEnumerable<TestCaseData> Questions()
    {
        yield return Of("search", actor => actor.Try(new SearchPapers(Nul)));
        yield return Of("search, page", actor => actor.Try(new SearchPapers("thu", After: Nul)));
        yield return Of("locate", actor => actor.Try(new LocatePaper(Nul)));
        yield return Of("directory", actor => actor.Try(new ListDirectory(Nul)));
        yield return Of("directory, page", actor => actor.Try(new ListDirectory(After: Nul)));
        yield return Of("body", actor => actor.Try(new FindBody(Nul)));
        yield return Of("bodies", actor => actor.Try(new FindBodies(Key: Nul)));
        yield return Of("names", actor => actor.Try(new SearchDirectory(Nul)));
        yield return Of("filters", actor => actor.Try(new ListFilters(Nul)));
        yield return Of("register", actor => actor.Try(new ListRegister(RegisterBook.Outgoing, 2024, Contains: Nul)));
        yield return Of("signatory", actor => actor.Try(new FindSignatory(Nul)));
        yield return Of("copy", actor => actor.Try(new IdentifyCopy(Nul, null, Nul)));
        yield return Of("procedure", actor => actor.Try(new DrawProcedure(Nul)));
        yield return Of("channels", actor => actor.Try(new PreviewChannels(Nul)));

        static TestCaseData Of(string name, Func<TestActor, Task> ask) => new TestCaseData(ask).SetName($"{{m}} ({name})");
    }

    [TestCaseSource(nameof(Questions))]
    public void A_letter_that_no_text_holds_is_no_fault_in_a_question(Delegate ask) => Assert.That(() => ((Func<TestActor, Task>)ask)(Office.As("clerk.bng")), Throws.Nothing);
}
