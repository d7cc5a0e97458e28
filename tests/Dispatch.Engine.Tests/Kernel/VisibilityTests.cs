using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text.Json;
using Dispatch.Engine.Auditing;
using Dispatch.Engine.Copying;
using Dispatch.Engine.Directory;
using Dispatch.Engine.Directory.Accounts;
using Dispatch.Engine.Distributing;
using Dispatch.Engine.Intake;
using Dispatch.Engine.Issuing;
using Dispatch.Engine.Kernel;
using Dispatch.Engine.Lifecycle;
using Dispatch.Engine.Numbering;
using Dispatch.Engine.Recalling;
using Dispatch.Engine.Receiving;
using Dispatch.Engine.Registering;
using Dispatch.Engine.Signing;
using Dispatch.Engine.Tests.Fixtures;
using Dispatch.Engine.Tracing;
using Dispatch.Engine.Workflows;
using Dispatch.Engine.Workflows.Changing;
using Dispatch.Engine.Workflows.Deadlines;
using Dispatch.Engine.Workflows.Drawing;
using Dispatch.Engine.Workflows.Incidents;
using Dispatch.Engine.Workflows.People;
using MediatR;

namespace Dispatch.Engine.Tests.Kernel;

/// <summary>Nothing is seen across organisations but what was sent; an administrator sees no content at all.</summary>
[TestFixture(DatabaseKind.Sqlite)]
[TestFixture(DatabaseKind.PostgreSql)]
public sealed class VisibilityTests(DatabaseKind kind) : UseCaseFixture(kind)
{
    private const Role Everyone = Role.Drafter | Role.UnitHead | Role.Clerk | Role.Signer | Role.Auditor | Role.Administrator | Role.System;

    [Test]
    public async Task Every_question_of_another_organisation_is_answered_as_if_nothing_had_happened()
    {
        var stranger = Office.AsRole(Everyone, "ubnd-lai-chau");
        var none = new Papers(default, default, default, default, default, default);
        var before = await AskAsync(stranger, none);

        var papers = await BusyAsync();

        Assert.That(await AskAsync(stranger, papers), Is.EqualTo(before));
        Assert.That(await AskAsync(Office.AsRole(Everyone, "bng"), papers), Is.Not.EqualTo(before), "the house itself does see it");
    }

    [Test]
    public async Task Every_act_of_another_organisation_on_a_paper_finds_no_paper()
    {
        var papers = await BusyAsync();
        var stranger = Office.AsRole(Everyone, "ubnd-lai-chau");
        var before = await Office.ContentsAsync();

        var codes = new List<string>();
        foreach (var act in ActsOn(papers))
        {
            codes.Add($"{act.GetType().Name}: {await SendAsync(stranger, act)}");
        }

        Assert.That(codes, Is.All.EndsWith(": access.unknown"));
        Assert.That(await Office.ContentsAsync(), Is.EqualTo(before));
    }

    [Test]
    public async Task An_administrator_sees_no_content()
    {
        var papers = await BusyAsync();
        var admin = Office.As("admin.bng");

        var answers = await AskAsync(admin, papers);

        var allowed = answers.Where(answer => !answer.EndsWith("access.forbidden", StringComparison.Ordinal)).Select(answer => answer.Split(':')[0]).Distinct(StringComparer.Ordinal);
        Assert.That(allowed, Is.EqualTo(new[]
        {
            nameof(ListAlarms), nameof(ListRecipientChannels), nameof(FindReminderRule), nameof(ExportChannels), nameof(PreviewChannels), nameof(ListTasks), nameof(ListDelegations), nameof(ListIncidents), nameof(ListProcedures), nameof(CompareProcedures), nameof(PreviewMigration), nameof(DrawProcedure), nameof(FindCalendar), nameof(CheckAudit), nameof(FindTreeHead), nameof(ProveConsistency), nameof(SummariseDay), nameof(SummariseHouse), nameof(ListPeople), nameof(ListAccounts), nameof(ListSessions), nameof(ListFilters), nameof(ListAuthorities), nameof(ListSealCertificates) }));
        Assert.That((await admin.Do(new ListTasks())).Items, Is.Empty);
    }

    [Test]
    public async Task An_administrator_of_one_house_adds_nobody_to_another() =>
        Assert.That(
            await Office.As("admin.bng").RefusalOf(new AddPerson(Office.Body("ubnd-dien-bien"), null, "Kẻ Lạ", "", Role.Clerk, "ke.la", "mật khẩu đủ dài")),
            Is.EqualTo("access.forbidden"));

    [Test]
    public async Task Nobody_sees_anything_without_signing_in()
    {
        var answers = await AskAsync(Office.AsNobody(), await BusyAsync());

        Assert.That(answers, Is.All.EndsWith("access.sign-in"));
    }

    [Test]
    public void No_question_is_left_out_here()
    {
        // The directory is open to every signed-in person; the doors themselves ask who somebody is, everybody sees their own account, and who has a file in hand may ask who signed it.
        Type[] open = [typeof(FindBodies), typeof(SearchDirectory), typeof(ListDirectory), typeof(FindBody), typeof(ExportDirectory), typeof(PreviewDirectory), typeof(IdentifyCopy), typeof(RecogniseSession), typeof(FindAccount), typeof(FindSignatory)];
        var questions = typeof(IQuestion<>).Assembly.GetTypes().Where(type => Array.Exists(type.GetInterfaces(), given => given.IsGenericType && given.GetGenericTypeDefinition() == typeof(IQuestion<>)));

        Assert.That(Questions(new Papers(default, default, default, default, default, default)).Select(question => question.GetType()).Concat(open).Distinct(), Is.EquivalentTo(questions));
    }

    private static IEnumerable<IBaseRequest> Questions(Papers papers) =>
    [
        new FindDispatch(papers.Dispatch),
        new FindDispatch(papers.Draft),
        new ListDispatches(),
        .. Enum.GetValues<RegisterBook>().Select(book => new ListRegister(book, 2024)),
        .. Enum.GetValues<RegisterBook>().Select(book => new PrintRegister(book, 2024, Form: RegisterForm.Csv)),
        new PlanDistribution(papers.Draft.Value),
        new PlanDistribution(papers.Copy.Value),
        new ListDeliveries(papers.Dispatch.Value),
        new ListDeliveries(papers.Copy.Value),
        new ListOpenDeliveries(),
        new ListUntold(papers.Dispatch.Value),
        new ListUntold(papers.Copy.Value),
        new ListLate(),
        new PrintDeliveries(papers.Dispatch.Value, RegisterForm.Csv),
        new PrintSlip(papers.Incoming, SlipKind.Receipt),
        new ReconcileRegister("author,number_and_symbol,date,subject,receiver,arrival_number,registered_on,sha256,delivery_id\n", new DateOnly(2024, 1, 1), new DateOnly(2025, 12, 31)),
        new ExportRegister(new DateOnly(2024, 1, 1), new DateOnly(2025, 12, 31)),
        new ListAlarms(),
        new ListRecipientChannels(),
        new FindIncoming(papers.Incoming),
        new ListIncoming(),
        new ListCorrections(),
        new ProposeRegistration(Engine.Intake.DocumentWords.Of(new Intake.ADispatchText().Text())),
        new FindCopy(papers.Copy),
        new ListCopies(),
        new ListCopyParts(papers.Incoming.Value),
        new ListCopyParts(papers.Dispatch.Value),
        new ListCopySources([papers.Copy]),
        new FindRecall(papers.Recall),
        new ListRecalls(),
        new ListRecalls(papers.Dispatch),
        new ListRecallAnswers(papers.Dispatch),
        new ListCopyRecallAnswers(papers.Copy),
        new FindReminderRule(),
        new ExportChannels(),
        new PreviewChannels("body,channel,address,public_key\n"),
        .. papers.All.Select(paper => new TraceFamily(paper)),
        .. papers.All.Select(paper => new TraceFamily(paper, new DateTimeOffset(2030, 1, 1, 0, 0, 0, TimeSpan.Zero))),
        .. papers.All.Select(paper => new FindTrail(paper)),
        .. papers.All.Select(paper => new ReadPaper(paper)),
        .. papers.All.Select(paper => new BundleEvidence(paper)),
        new LocatePaper("1/BNG-CNV"),
        new SearchPapers("đối ngoại"),
        new SearchPapers("6983"),
        new ListTasks(),
        new ListTasks(Scope: TaskScope.Unit),
        new FindTask(papers.Task),
        .. papers.All.Select(paper => new FindRoute(paper)),
        .. papers.All.Select(paper => new ListWaiting(paper)),
        new ListDelegations(),
        new ListIncidents(),
        new ListProcedures(),
        new CompareProcedures("issue-dispatch", new ProcedureRef(ProcedureOwner.Own, 1), new ProcedureRef(ProcedureOwner.Own, 1)),
        new PreviewMigration("issue-dispatch", new ProcedureRef(ProcedureOwner.Own, 1)),
        new DrawProcedure("issue-dispatch", new ProcedureRef(ProcedureOwner.Own, 1)),
        new FindCalendar(2024),
        new CheckAudit(),
        new ListLog(),
        .. papers.All.Select(paper => new ListLog(Subject: paper)),
        new ExportLog(new ListLog(), LogForm.Json),
        new FindTreeHead(),
        new ProveConsistency(1, 1),
        new SummariseDay(),
        new SummariseHouse(),
        new ReportYear(2024),
        new ListPeople(),
        new ListAccounts(),
        new ListSessions(),
        new ListFilters("/incoming"),
        new ListAuthorities(),
        new ReadSigningSession(default),
        new FindVerification(papers.Incoming),
        new ListSealCertificates(),
        new ListToSign(),
    ];

    private static IEnumerable<IBaseRequest> ActsOn(Papers papers) =>
    [
        new ReviseDispatch(papers.Draft, ADispatch.Words()),
        new SubmitDispatch(papers.Draft),
        new PassContent(papers.Draft),
        new PassForm(papers.Draft),
        new ReturnDispatch(papers.Draft, "x"),
        new SignDispatch(papers.Draft),
        new PrepareSignature(papers.Draft, SomeCertificate()),
        new PrepareSeal(papers.Draft, SomeCertificate()),
        new PrepareCopySeal(papers.Copy, SomeCertificate()),
        new AssignNumber(papers.Draft),
        new VoidNumber(papers.Draft, "x"),
        new IssueDispatch(papers.Draft),
        new DecideRecipients(papers.Draft.Value, []),
        new DecideRecipients(papers.Copy.Value, []),
        new ReceiveIncoming(papers.Incoming),
        new ReceiveAndRegister(papers.Incoming),
        new VerifyIncoming(papers.Incoming),
        new KeepCorrections(papers.Incoming, [new CorrectedField("subject", "x", 1, "y")]),
        new RefuseIncoming(papers.Incoming, "x"),
        new RegisterIncoming(papers.Incoming),
        new SubmitIncoming(papers.Incoming),
        new AssignIncoming(papers.Incoming, default),
        new BeginIncoming(papers.Incoming),
        new AnswerIncoming(papers.Incoming, papers.Dispatch),
        new CloseIncoming(papers.Incoming),
        new RequestCopy(CopyForm.SaoY, Medium.Paper, ["Lưu: VT"], default, ["CHỦ TỊCH"]) { IncomingId = papers.Incoming },
        new RequestCopy(CopyForm.SaoY, Medium.Paper, ["Lưu: VT"], default, ["CHỦ TỊCH"]) { DispatchId = papers.Dispatch },
        new ApproveCopy(papers.Copy),
        new RejectCopy(papers.Copy, "x"),
        new NumberCopy(papers.Copy),
        new IssueCopy(papers.Copy),
        new ProposeRecall(papers.Dispatch, "x", default),
        new OrderRecall(papers.Recall),
        new DeclineRecall(papers.Recall, "x"),
        new AgreeRecall(papers.Incoming),
        new RefuseRecall(papers.Incoming, "x"),
        new ClaimTask(papers.Task),
        new ReleaseTask(papers.Task),
        new CompleteTask(papers.Task, "Passed"),
        new ForwardTask(papers.Task, default, "x"),
        new ReturnTask(papers.Task, papers.Task, "x"),
        new AskForHelp(papers.Task, TaskKind.Opinion, new Id<Person>(papers.Copy.Value), null, "x"),
    ];

    private static SignerCertificate SomeCertificate()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using var certificate = new CertificateRequest("CN=Ai đó", key, HashAlgorithmName.SHA256).CreateSelfSigned(new DateTimeOffset(2024, 1, 1, 0, 0, 0, TimeSpan.Zero), new DateTimeOffset(2034, 1, 1, 0, 0, 0, TimeSpan.Zero));
        return new SignerCertificate(certificate.RawData);
    }

    /// <summary>The ministry and the province do all kinds of things; Lai Châu has no part in any of it.</summary>
    private async Task<Papers> BusyAsync()
    {
        var draft = await new ADispatch(Office).AtAsync(OutgoingState.ContentCheck);
        var (sent, _) = await new AnIncoming(Office).AtAsync(IncomingState.Arrived);
        var incoming = await new AnIncoming(Office).WalkAsync(await new AnIncoming(Office).ArrivedAsync(), IncomingState.Registered);
        var copy = await new ACopy(Office, incoming).AtAsync(CopyState.Issued);
        await Office.DeliverAsync();
        var task = (await Office.As("head.bng").Do(new ListTasks())).Items[0];
        var recall = await Office.As("clerk.bng").Do(new ProposeRecall(sent.Id, "Sai nội dung", Office.Person("signer.bng")));
        return new Papers(draft.Id, sent.Id, incoming.Id, copy.Id, task.Id, recall.Id);
    }

    private static async Task<IReadOnlyList<string>> AskAsync(TestActor actor, Papers papers)
    {
        var answers = new List<string>();
        foreach (var question in Questions(papers))
        {
            answers.Add($"{question.GetType().Name}: {await SendAsync(actor, question)}");
        }

        return answers;
    }

    /// <summary>The code of the refusal, or the answer as JSON.</summary>
    private static async Task<string> SendAsync(TestActor actor, IBaseRequest request)
    {
        dynamic sent = request;
        dynamic outcome = await actor.Try(sent, null, request is ReviseDispatch ? 0 : (int?)null);
        return outcome.Refusal is Refusal refusal ? refusal.Code : JsonSerializer.Serialize(outcome.Value, KernelJson.Options);
    }

    private sealed record Papers(Id<OfficialDispatch> Draft, Id<OfficialDispatch> Dispatch, Id<IncomingDispatch> Incoming, Id<CertifiedCopy> Copy, Id<WorkflowTask> Task, Id<Recall> Recall)
    {
        public IReadOnlyList<Guid> All => [Draft.Value, Dispatch.Value, Incoming.Value, Copy.Value];
    }
}
