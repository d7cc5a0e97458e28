using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Dispatch.Engine.Auditing;
using Dispatch.Engine.Copying;
using Dispatch.Engine.Directory;
using Dispatch.Engine.Directory.Accounts;
using Dispatch.Engine.Distributing;
using Dispatch.Engine.Exchanging;
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
using Dispatch.Engine.Tests.Workflows;
using Dispatch.Engine.Tracing;
using Dispatch.Engine.Workflows;
using Dispatch.Engine.Workflows.Changing;
using Dispatch.Engine.Workflows.Deadlines;
using Dispatch.Engine.Workflows.Drawing;
using Dispatch.Engine.Workflows.Incidents;
using Dispatch.Engine.Workflows.People;
using Dispatch.Templates.Signatures.Authority;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Dispatch.Engine.Tests.Kernel;

/// <summary>Every act a person does is broken off at every point: what was not committed was never there, what was committed is answered to the retry.</summary>
[TestFixture(DatabaseKind.Sqlite)]
[TestFixture(DatabaseKind.PostgreSql)]
public sealed class OneTransactionTests(DatabaseKind kind) : UseCaseFixture(kind)
{
    private readonly HashSet<Type> silent = [];
    private readonly HashSet<Type> done = [];
    private string point = string.Empty;
    private int keys;

    [TestCase(CrashPoints.BeforeCommit)]
    [TestCase(CrashPoints.AfterCommit)]
    public async Task An_act_that_breaks_off_is_done_wholly_or_not_at_all(string where)
    {
        point = where;
        done.Clear();
        silent.Clear();

        await OutgoingAsync();
        var incoming = await IncomingAsync();
        await CopyAsync(incoming);
        await RecallAsync();
        await HouseAsync();
        await ReminderAsync();
        await ProcedureAsync();

        var all = typeof(IAct<>).Assembly.GetTypes().Where(type => Array.Exists(type.GetInterfaces(), given => given.IsGenericType && given.GetGenericTypeDefinition() == typeof(IAct<>)) && !typeof(IKeepsNoAnswer).IsAssignableFrom(type));
        Assert.That(done, Is.EquivalentTo(all), "no act is left out");
        // Heads speak of the log and not in it, filters and the walk are one's own, and the news of these two finds nothing left to do here.
        Type[] mayBeSilent = [typeof(SignTreeHead), typeof(TakeHead), typeof(KeepFilter), typeof(ForgetFilter), typeof(TakeTourStep), typeof(SettleRecall), typeof(WakeMatters)];
        Assert.That(silent, Is.EquivalentTo(mayBeSilent), "every other act leaves a leaf in the log (promise I9)");
    }

    [Test]
    public async Task A_file_that_was_stored_for_an_act_that_broke_off_leaves_no_row()
    {
        point = CrashPoints.FileStored;
        var numbered = await new ADispatch(Office).AtAsync(OutgoingState.Numbered);
        var issued = await BrokenOff("clerk.bng", new IssueDispatch(numbered.Id));
        await Office.DeliverAsync();
        var source = await new AnIncoming(Office).WalkAsync(await new AnIncoming(Office).ArrivedAsync(), IncomingState.Registered);
        var copy = await new ACopy(Office, source).AtAsync(CopyState.Numbered);
        var sent = await BrokenOff("clerk.db", new IssueCopy(copy.Id));

        Assert.That((issued.State, sent.State), Is.EqualTo((OutgoingState.Issued, CopyState.Issued)));
    }

    private async Task OutgoingAsync()
    {
        await BrokenOff("clerk.bng", new OpenSeries(RegisterBook.Outgoing, 2024, 6983, "Chuyển từ hệ thống cũ"));
        var text = ADispatch.Words() with { Recipients = ["Như trên", "Hội những người bạn", "Lưu: VT"] };
        var draft = await BrokenOff("drafter.bng", new DraftDispatch(text, Office.Person("signer.bng")));
        draft = await BrokenOff("drafter.bng", new ReviseDispatch(draft.Id, text with { Subject = "đã sửa" }), draft.Version);
        await BrokenOff("drafter.bng", new SubmitDispatch(draft.Id));
        await BrokenOff("head.bng", new ReturnDispatch(draft.Id, "Sửa lại"));
        await Office.As("drafter.bng").Do(new SubmitDispatch(draft.Id));
        await BrokenOff("head.bng", new PassContent(draft.Id));
        await BrokenOff("clerk.bng", new PassForm(draft.Id));
        await BrokenOff("signer.bng", new SignDispatch(draft.Id));
        var numbered = await BrokenOff("clerk.bng", new AssignNumber(draft.Id));
        Assert.That(numbered.Number, Is.EqualTo(6983), "no number was lost on the way");
        await BrokenOff("clerk.bng", new DecideRecipients(draft.Id.Value, [new RecipientDecision("Hội những người bạn", "Hội những người bạn", RecipientDecisionKind.DeliverTo, Office.Body("ubnd-lai-chau"))]));
        await BrokenOff("clerk.bng", new IssueDispatch(draft.Id));
        var other = await new ADispatch(Office).AtAsync(OutgoingState.Numbered);
        await BrokenOff("clerk.bng", new VoidNumber(other.Id, "Cấp nhầm"));
        await InFileAsync();
    }

    /// <summary>The road of the signature in the file.</summary>
    private async Task InFileAsync()
    {
        using var authority = DevelopmentAuthority.Create(new DateTimeOffset(2024, 1, 1, 0, 0, 0, TimeSpan.Zero));
        using var key = authority.IssueToPerson("Nguyễn Minh Vũ", null, "Bộ Ngoại giao", new DateTimeOffset(2024, 1, 1, 0, 0, 0, TimeSpan.Zero));
        var by = new SignerCertificate(key.Certificate.RawData, [.. key.Issuers.Select(issuer => issuer.RawData)]);
        var waiting = await new ADispatch(Office).To("Vụ Chính sách đối ngoại").AtAsync(OutgoingState.AwaitingSignature);
        var session = await BrokenOff("signer.bng", new PrepareSignature(waiting.Id, by));
        await BrokenOff("signer.bng", new CompleteSigning(session.Id, await key.SignDigestAsync(session.Digest, CancellationToken.None)));
        await Office.As("clerk.bng").Do(new AssignNumber(waiting.Id));
        var recorded = await BrokenOff("admin.bng", new RecordSealCertificate(by.Certificate, null, "Biên bản bàn giao"));
        var seal = await BrokenOff("clerk.bng", new PrepareSeal(waiting.Id, by));
        await Office.As("clerk.bng").Do(new CompleteSigning(seal.Id, await key.SignDigestAsync(seal.Digest, CancellationToken.None)));
        await BrokenOff("admin.bng", new WithdrawSealCertificate(recorded.Id, "Hết hạn"));
    }

    /// <summary>The road of the organisation's signature on a copy.</summary>
    private async Task CopySealAsync(IncomingView source)
    {
        using var authority = DevelopmentAuthority.Create(new DateTimeOffset(2024, 1, 1, 0, 0, 0, TimeSpan.Zero));
        using var key = authority.IssueToOrganisation("Ủy ban nhân dân tỉnh Điện Biên", new DateTimeOffset(2024, 1, 1, 0, 0, 0, TimeSpan.Zero));
        var by = new SignerCertificate(key.Certificate.RawData);
        await Office.As("admin.db").Do(new RecordSealCertificate(by.Certificate, null, "Biên bản bàn giao"));
        var copy = await new ACopy(Office, source).AtAsync(CopyState.Numbered);
        var session = await BrokenOff("clerk.db", new PrepareCopySeal(copy.Id, by));
        await BrokenOff("clerk.db", new CompleteCopySeal(session.Id, await key.SignDigestAsync(session.Digest, CancellationToken.None)));
    }

    private async Task<IncomingView> IncomingAsync()
    {
        var sent = (await Office.As("clerk.bng").Do(new ListDispatches(OutgoingState.Issued))).Items.Single();
        var deliveries = (await Office.As("clerk.bng").Do(new ListDeliveries(sent.Id.Value))).Items;
        var (delivery, lost) = (deliveries[0], deliveries[1]);
        await BrokenOff(Office.AsSystem("ubnd-dien-bien"), new AcceptDelivery(delivery.Id, sent.ContentHash!));
        await CarriedAsync(sent, delivery, lost);
        var incoming = await new AnIncoming(Office).ArrivedAsync();
        await BrokenOff(Office.AsSystem("ubnd-dien-bien"), new TakeReminder(delivery.Id, "Bộ Ngoại giao"));
        await BrokenOff("clerk.db", new VerifyIncoming(incoming.Id));
        await BrokenOff("clerk.db", new ReceiveIncoming(incoming.Id));
        await BrokenOff("clerk.db", new RegisterIncoming(incoming.Id));
        await BrokenOff("clerk.db", new SubmitIncoming(incoming.Id));
        await BrokenOff("signer.db", new AssignIncoming(incoming.Id, Office.Body("ubnd-dien-bien-nc")));
        await BrokenOff("head.db", new BeginIncoming(incoming.Id));
        var answer = await new ADispatch(Office) { House = "db" }.To("Bộ Ngoại giao").AtAsync(OutgoingState.Issued);
        var answered = await BrokenOff("drafter.db", new AnswerIncoming(incoming.Id, answer.Id));
        var paper = await BrokenOff("clerk.db", new RegisterPaper(answered.Facts with { Author = "Bộ Nội vụ", SheetHash = null }));
        await BrokenOff("clerk.db", new KeepCorrections(paper.Id, [new CorrectedField("subject", "x", 0.5, "y")]));
        await BrokenOff("clerk.db", new CorrectCitations(paper.Id, [new PaperCitation("34-NQ/TW")]));
        await BrokenOff("clerk.db", new RefuseIncoming(paper.Id, "Gửi nhầm"));
        var second = await Office.As("clerk.db").Do(new RegisterPaper(answered.Facts with { Author = "Bộ Tài chính", SheetHash = null }));
        second = await BrokenOff("clerk.db", new ReceiveAndRegister(second.Id));
        await new AnIncoming(Office).WalkAsync(second, IncomingState.Assigned);
        await BrokenOff("head.db", new CloseIncoming(second.Id));
        return answered;
    }

    /// <summary>What the installation and the clerk do to deliveries on their way.</summary>
    private async Task CarriedAsync(DispatchView sent, DeliveryView delivery, DeliveryView lost)
    {
        var (bng, today) = (Office.AsSystem("bng"), Office.Clock.GetUtcNow());
        await BrokenOff(Office.AsSystem(Installation.Id), new AcceptDeliveries([new DeliverNews(lost.Id, sent.ContentHash!)]));
        var arrived = await Office.ReceiptAsync("ubnd-dien-bien", new ReceiptNews(delivery.Id, sent.ContentHash!, ReceiptCode.Arrived, today, null, null));
        await BrokenOff(bng, new RecordReceipt(arrived));
        await BrokenOff("clerk.bng", new RemindRecipients([delivery.Id]));
        await BrokenOff(bng, new GiveUpDelivery(lost.Id, "Không kết nối được"));
        await BrokenOff("clerk.bng", new RetryDeliveries([lost.Id]));
        await BrokenOff(bng, new RecordSent(lost.Id));
        await BrokenOff(bng, new RecordReceipts([await Office.ReceiptAsync("ubnd-lai-chau", new ReceiptNews(lost.Id, sent.ContentHash!, ReceiptCode.Arrived, today, null, null))]));
        await BrokenOff(bng, new RaiseAlarm(lost.Id.Value, Office.Body("ubnd-lai-chau"), "distributing.receipt-not-proven", "Không tin được", "x"));
        var alarm = (await Office.As("admin.bng").Do(new ListAlarms())).Items.Single();
        await BrokenOff("admin.bng", new CloseAlarm(alarm.Id, "Đã kiểm tra"));
        await BrokenOff("admin.bng", new SetRecipientChannel(Office.Body("so-noi-vu-dien-bien"), DeliveryChannel.Paper));
        await BrokenOff("admin.bng", new RollReceiptKey("Đổi khóa định kỳ"));
        var onPaper = await new ADispatch(Office).To("Sở Nội vụ tỉnh Điện Biên").AtAsync(OutgoingState.Issued);
        await BrokenOff("clerk.bng", new TrackPost((await Office.As("clerk.bng").Do(new ListDeliveries(onPaper.Id.Value))).Items.Single().Id, PostStep.Sent, "EX123456789VN"));
        await PackageAsync(sent);
        await NoticeAsync(lost);
        await BrokenOff(Office.AsSystem("bng"), new TakeHead(Office.Body("ubnd-dien-bien"), new HeadLetter(await Office.As("clerk.db").Do(new SignTreeHead()), Seen: null, From: 0, [])));
    }

    /// <summary>A partner's package, as it lies in the folder.</summary>
    private async Task PackageAsync(DispatchView sent)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        await Office.As("admin.lc").Do(new SetRecipientChannel(Office.Body("bng"), DeliveryChannel.Exchange, "bng", key.ExportSubjectPublicKeyInfoPem()));
        var facts = (await Office.Look(db => db.Set<Consignment>().AsNoTracking().SingleAsync(c => c.PaperId == sent.Id.Value))).Facts;
        var manifest = JsonSerializer.Serialize(
            new PackageManifest(PackageManifest.First, new Id<Delivery>(Guid.Parse("00000000-0000-7000-8000-0000000000aa")), new Id<Family>(sent.Id.Value), "bng", "ubnd-lai-chau", Office.Clock.GetUtcNow(), sent.ContentHash!, facts),
            KernelJson.Options);
        var signature = Convert.ToBase64String(key.SignData(Encoding.UTF8.GetBytes(manifest), HashAlgorithmName.SHA256));
        await BrokenOff(Office.AsSystem("ubnd-lai-chau"), new AcceptPackage(Office.Body("bng"), manifest, ReceiptKey.IdOf(key.ExportSubjectPublicKeyInfo()), signature));
    }

    /// <summary>What a partner tells of a copy it made.</summary>
    private async Task NoticeAsync(DeliveryView delivery)
    {
        var notice = new CopyNotice(
            CopyNotice.Known, "ubnd-lai-chau", "bng", delivery.Id, new Id<CertifiedCopy>(Guid.Parse("00000000-0000-7000-8000-0000000000ab")), null, CopyForm.SaoY, "07/SY-UBND", "Ủy ban nhân dân tỉnh Lai Châu",
            Office.Clock.Today, new string('c', 64), SentTo: 2, Agreed: 0, Refused: 0);
        var text = JsonSerializer.Serialize(notice, KernelJson.Options);
        var (keyId, signature) = await Office.SignAsync("ubnd-lai-chau", text);
        await BrokenOff(Office.AsSystem("bng"), new RecordCopyNotice(new SignedCopyNotice(text, keyId, signature)));
    }

    private async Task CopyAsync(IncomingView source)
    {
        await CopySealAsync(source);
        var copy = await BrokenOff("clerk.db", new ACopy(Office, source).Request);
        await BrokenOff("signer.db", new ApproveCopy(copy.Id));
        await BrokenOff("clerk.db", new NumberCopy(copy.Id));
        await BrokenOff("clerk.db", new IssueCopy(copy.Id));
        await BrokenOff("signer.db", new RecallCopy(copy.Id, "Sao nhầm"));
        var rejected = await Office.As("clerk.db").Do(new ACopy(Office, source).Request);
        await BrokenOff("signer.db", new RejectCopy(rejected.Id, "Không cần"));
    }

    private async Task RecallAsync()
    {
        var sent = (await Office.As("clerk.bng").Do(new ListDispatches(OutgoingState.Issued))).Items.MinBy(dispatch => dispatch.Number)!;
        var declined = await BrokenOff("clerk.bng", new ProposeRecall(sent.Id, "Sai căn cứ", Office.Person("signer.bng")));
        await BrokenOff("signer.bng", new DeclineRecall(declined.Id, "Không cần"));
        var proposed = await Office.As("clerk.bng").Do(new ProposeRecall(sent.Id, "Sai nội dung", Office.Person("signer.bng")));
        var delivery = (await Office.As("clerk.bng").Do(new ListDeliveries(sent.Id.Value))).Items[0];
        var day = Office.Clock.Today;
        await BrokenOff(Office.AsSystem("ubnd-dien-bien"), new AcceptCorrection(delivery.Id, sent.ContentHash!, new PaperMark(MarkKind.Corrected, day, "Được đính chính", "9/BNG")));
        await BrokenOff("signer.bng", new OrderRecall(proposed.Id));
        var there = (await BrokenOff(Office.AsSystem("ubnd-dien-bien"), new AcceptRecall(delivery.Id, sent.ContentHash!, new PaperMark(MarkKind.Recalled, day, "Thu hồi"))), (await Office.As("clerk.db").Do(new ListIncoming(IncomingState.Recalled))).Items.Single());
        await BrokenOff("clerk.db", new RefuseRecall(there.Item2.Id, "Đã thực hiện xong"));
        await BrokenOff("clerk.db", new AgreeRecall(there.Item2.Id));
        await BrokenOff(Office.AsSystem("bng"), new SettleRecall(sent.Id));
        await BrokenOff("clerk.bng", new SignTreeHead());
        var onPaper = await Office.Look(db => db.Set<Delivery>().AsNoTracking().SingleAsync(d => d.Channel == DeliveryChannel.Paper));
        await new ARecall(Office, new Id<OfficialDispatch>(onPaper.PaperId)).OrderedAsync();
        await BrokenOff("clerk.bng", new RecordRecallAnswer(onPaper.Id, RecallReply.Agreed, "12/PG"));
        await BrokenOff(Office.AsSystem("bng"), new WakeMatters("không ai chờ", null, "{}", default));
    }

    private async Task HouseAsync()
    {
        await BrokenOff("admin.bng", new ChangeHouseSettings(false, "SAO Y"));
        await BrokenOff("admin.bng", new AddPerson(Office.Body("bng"), null, "Người Mới", "Chuyên viên", Role.Drafter, "moi.bng", "mật khẩu đủ dài"));
        await AccountAsync();
        var given = await BrokenOff("admin.bng", new GrantAuthority(Office.Person("signer.bng"), ["BỘ TRƯỞNG"], null, new DateOnly(2024, 1, 1), null, "Quy chế"));
        var passedOn = await BrokenOff("signer.bng", new DelegateAuthority(given.Id, Office.Person("signer2.bng"), ["TL. BỘ TRƯỞNG", "CHÁNH VĂN PHÒNG"], null, new DateOnly(2024, 1, 1), null, "Quy chế"));
        await BrokenOff("signer.bng", new RevokeAuthority(passedOn.Id, "Đã về"));
        await BrokenOff(Office.AsSystem("bng"), new ImportDirectory(TestDirectory.Bodies.Replace("huyện Tủa Chùa", "huyện Tủa Chùa mới", StringComparison.Ordinal), TestDirectory.Groups, TestDirectory.Members));
    }

    private async Task ReminderAsync()
    {
        await BrokenOff("admin.bng", new ImportChannels("body,channel,address,public_key\nubnd-muong-cha,Paper,,\n"));
        await BrokenOff("admin.bng", new ChangeReminderRule(0, 5));
        await new ADispatch(Office).AtAsync(OutgoingState.Issued);
        await Office.DeliverAsync();
        Office.Clock.Advance(TimeSpan.FromDays(1));
        await BrokenOff(Office.AsSystem("bng"), new RemindLate());
    }

    /// <summary>What keeps a secret answer has no kept answer to give again; <c>AccountTests</c> breaks those off.</summary>
    private async Task AccountAsync()
    {
        await BrokenOff("drafter.bng", new BeginSecondFactor());
        await BrokenOff("drafter.bng", new RemoveSecondFactor());
        var drafter = Office.Person("drafter.bng");
        await BrokenOff("admin.bng", new ChangePerson(drafter, Office.Body("bng-cnv"), "Chuyên viên chính", Role.Drafter));
        await BrokenOff("admin.bng", new ResetSecondFactor(drafter));
        var session = (await Office.AsNobody().Do(new SignIn("drafter.bng", "mật khẩu của drafter.bng", null, new Door(SessionKind.Api, "::1", "thử")))).Begun!;
        await BrokenOff("admin.bng", new EndSession(session.Id));
        var filter = await BrokenOff("clerk.bng", new KeepFilter("/incoming", "Mới đến", "?state=Arrived", IsDefault: true));
        await BrokenOff("clerk.bng", new ForgetFilter(filter.Id));
        await BrokenOff("clerk.bng", new TakeTourStep(2));
        await BrokenOff("admin.bng", new ClosePerson(drafter));
        await BrokenOff("admin.bng", new ReopenPerson(drafter));
    }

    private async Task ProcedureAsync()
    {
        await ChangeAsync();
        await new ADispatch(Office).AtAsync(OutgoingState.FormCheck);
        var (head, today) = (Office.As("head.bng"), Office.Clock.Today);
        var task = await AProcedure.TaskAsync(head, "Thẩm định pháp lý");
        await BrokenOff("head.bng", new ClaimTask(task.Id));
        await BrokenOff("head.bng", new ReleaseTask(task.Id));
        await BrokenOff("head.bng", new AskForHelp(task.Id, TaskKind.Opinion, Office.Person("clerk.bng"), null, "Ý kiến?"));
        await BrokenOff("head.bng", new ForwardTask(task.Id, Office.Person("drafter2.bng"), "Đúng lĩnh vực"));
        Office.Clock.Advance(TimeSpan.FromDays(7));
        await BrokenOff(Office.AsSystem("bng"), new RingTask(task.Id));
        await BrokenOff("drafter2.bng", new CompleteTask(task.Id, "Clear"));
        var second = await AProcedure.TaskAsync(head, "Thẩm định lần hai");
        await BrokenOff("head.bng", new ReturnTask(second.Id, task.Id, "Xem lại"));
        var given = await BrokenOff("head.bng", new DelegateTasks(Office.Person("clerk.bng"), today, today.AddDays(30), null, "Nghỉ phép"));
        await BrokenOff("head.bng", new EndDelegation(given.Id));
        await BrokenOff("admin.bng", new ChangeCalendarDay(today, DayRule.Off, "Nghỉ"));
        await BrokenOff("admin.bng", new ChangeWorkingHours(WorkingHours.Usual with { MorningFrom = new TimeOnly(7, 30) }));
    }

    private async Task ChangeAsync()
    {
        var second = AProcedure.LegalView with { Id = "second", Members = AProcedure.LegalView.Members.Replace("Thẩm định pháp lý", "Thẩm định lần hai", StringComparison.Ordinal) };
        var nobody = new AStep("expert", "Dispatch.HumanTask", "Done", AProcedure.Literal("person", "khong.co"));
        await new AProcedure { InBetween = [nobody] }.PublishedAsync(Office);
        await new ADispatch(Office).AtAsync(OutgoingState.FormCheck);
        var incident = (await Office.As("admin.bng").Do(new ListIncidents())).Items.Single();
        await BrokenOff("admin.bng", new RetryIncident(incident.Id));
        incident = (await Office.As("admin.bng").Do(new ListIncidents())).Items.Single();
        await BrokenOff("admin.bng", new SkipIncident(incident.Id, "Không cần"));
        var better = await BrokenOff("admin.bng", new UploadProcedure(new AProcedure { Version = 2, InBetween = [AProcedure.LegalView, second] }.Json));
        await BrokenOff("admin.bng", new PublishProcedure(better.DefinitionId, better.Number));
        await BrokenOff("admin.bng", new UploadProcedure(new AProcedure { Version = 3 }.Json));
        var waiting = await new ADispatch(Office).DraftAsync();
        var route = await Office.As("auditor.bng").Do(new FindRoute(waiting.Id.Value));
        await BrokenOff("admin.bng", new MigrateInstances(better.DefinitionId, new ProcedureRef(ProcedureOwner.Own, 3), InstanceIds: [route.InstanceId]));
    }

    private Task<T> BrokenOff<T>(string who, IRequest<Outcome<T>> act, int? version = null) => BrokenOff(Office.As(who), act, version);

    private async Task<T> BrokenOff<T>(TestActor actor, IRequest<Outcome<T>> act, int? version = null)
    {
        done.Add(act.GetType());
        var key = $"k{++keys}";
        var (before, leaves) = (await Office.ContentsAsync(), await LeavesAsync());
        Office.Crash.At(point);
        Assert.That(() => actor.Try(act, key, version), Throws.InstanceOf<CrashException>(), act.GetType().Name);
        Office.Crash.At(null);
        var broken = await Office.ContentsAsync();
        Assert.That(broken == before, Is.EqualTo(point != CrashPoints.AfterCommit), $"{act.GetType().Name} broken off {point}:\n{before}\n{broken}");

        var answer = await actor.Do(act, key, version);

        var after = await Office.ContentsAsync();
        Assert.That(after == broken, Is.EqualTo(point == CrashPoints.AfterCommit), $"{act.GetType().Name} tried again:\n{broken}\n{after}");
        if (await LeavesAsync() == leaves)
        {
            silent.Add(act.GetType());
        }

        return answer;
    }

    private Task<long> LeavesAsync() => Office.Look(db => db.Set<AuditLeaf>().LongCountAsync());
}
