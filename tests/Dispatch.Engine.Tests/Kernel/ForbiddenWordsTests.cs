using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Dispatch.Engine.Auditing;
using Dispatch.Engine.Copying;
using Dispatch.Engine.Directory;
using Dispatch.Engine.Directory.Accounts;
using Dispatch.Engine.Distributing;
using Dispatch.Engine.Exchanging;
using Dispatch.Engine.Intake;
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
using Dispatch.Engine.Workflows.Incidents;
using Dispatch.Engine.Workflows.People;
using MediatR;
using Microsoft.Extensions.DependencyInjection;

namespace Dispatch.Engine.Tests.Kernel;

/// <summary>What no act may bring in: markings of state secrecy, letters that mislead. Every act that carries words is tried; nothing of it may stay.</summary>
[TestFixture(DatabaseKind.Sqlite)]
[TestFixture(DatabaseKind.PostgreSql)]
public sealed class ForbiddenWordsTests(DatabaseKind kind) : UseCaseFixture(kind)
{
    [TestCaseSource(nameof(Words))]
    public async Task Every_act_that_carries_words_refuses_them_and_keeps_nothing(string words, string code)
    {
        var before = await Office.ContentsAsync();

        var answers = new List<string>();
        foreach (var act in Carrying(words))
        {
            answers.Add($"{act.GetType().Name}: {await RefusalOfAsync(act)}");
        }

        Assert.That(answers, Is.All.EndsWith(": " + code));
        Assert.That(await Office.ContentsAsync(), Is.EqualTo(before));
    }

    public static IEnumerable<TestCaseData> Words()
    {
        yield return new TestCaseData("TỐI MẬT", "secrecy.refused").SetArgDisplayNames("a marking of secrecy");
        yield return new TestCaseData("tên\u202Ecó chữ đảo", "text.forbidden-character").SetArgDisplayNames("a letter that turns others round");
        yield return new TestCaseData("có ký tự\u0000rỗng", "text.forbidden-character").SetArgDisplayNames("a letter that is none");
        yield return new TestCaseData("nửa chữ \uD83D", "text.forbidden-character").SetArgDisplayNames("half a letter");
    }

    [Test]
    public void No_act_that_carries_words_is_left_out_here()
    {
        var carrying = typeof(ICarriesText).Assembly.GetTypes().Where(type => type is { IsInterface: false } && typeof(ICarriesText).IsAssignableFrom(type));

        Assert.That(Carrying("x").Select(act => act.GetType()).Distinct(), Is.EquivalentTo(carrying));
    }

    [Test]
    public void Every_act_of_a_person_that_has_a_text_lets_it_be_looked_at()
    {
        // What the system itself tells between organisations was looked at when a person wrote it; a label is one of two fixed ones; passwords and codes are kept as hashes only.
        Type[] secrets = [typeof(SignIn), typeof(PresentCode), typeof(ProveAgain), typeof(ChangePassword), typeof(ConfirmSecondFactor)];
        Type[] ownWords = [typeof(AcceptDelivery), typeof(AcceptPackage), typeof(RecordCopyNotice), typeof(TakeHead), typeof(GiveUpDelivery), typeof(AcceptRecall), typeof(AcceptCorrection), typeof(WakeMatters), typeof(RaiseAlarm), typeof(TakeReminder), typeof(ChangeHouseSettings)];
        var acts = typeof(ICarriesText).Assembly.GetTypes()
            .Where(type => type.GetInterfaces().Any(given => given.IsGenericType && given.GetGenericTypeDefinition() == typeof(IAct<>)) && !ownWords.Contains(type) && !secrets.Contains(type))
            .ToList();

        var silent = acts.Where(act => act.GetProperties().Any(property => CanHoldText(property.PropertyType)) && !typeof(ICarriesText).IsAssignableFrom(act));

        Assert.That(acts, Has.Count.GreaterThan(20));
        Assert.That(silent, Is.Empty);
    }

    /// <summary>For each text an act can carry, one act with the words there and nothing else wrong.</summary>
    private static IEnumerable<IBaseRequest> Carrying(string words)
    {
        var text = ADispatch.Words();
        DispatchText[] texts =
        [
            text with { Subject = words }, text with { Addressees = [words] }, text with { Recipients = ["Như trên", words] }, text with { Body = ["Một đoạn.", words] }, text with { Capacity = [words] },
        ];
        PaperFacts[] facts = [.. new[] { Facts with { Author = words }, Facts with { NumberAndSymbol = words }, Facts with { Subject = words }, Facts with { Kind = words }, Facts with { Signer = words }, Facts with { Cites = [new PaperCitation("12/BNV-VP", Issuer: words)] } }];
        return
        [
            .. texts.Select(t => new DraftDispatch(t, default)),
            .. texts.Select(t => new ReviseDispatch(default, t)),
            new ReturnDispatch(default, words),
            new GrantAuthority(default, [words], null, default, null, "QC"),
            new GrantAuthority(default, ["CHỦ TỊCH"], null, default, null, words),
            new DelegateAuthority(default, default, ["TL. CHỦ TỊCH", words], null, default, null, "QC"),
            new DelegateAuthority(default, default, ["TL. CHỦ TỊCH"], null, default, null, words),
            new RevokeAuthority(default, words),
            new RecordSealCertificate(SomeCertificate(), null, words),
            new WithdrawSealCertificate(default, words),
            new OpenSeries(RegisterBook.Outgoing, 2024, 5, words),
            new VoidNumber(default, words),
            new DecideRecipients(Guid.Empty, [new RecipientDecision(words, "x", RecipientDecisionKind.NotDelivered, Reason: "r")]),
            new DecideRecipients(Guid.Empty, [new RecipientDecision("x", words, RecipientDecisionKind.NotDelivered, Reason: "r")]),
            new DecideRecipients(Guid.Empty, [new RecipientDecision("x", "x", RecipientDecisionKind.NotDelivered, Reason: words)]),
            .. facts.Select(f => new RegisterPaper(f)),
            new CorrectCitations(default, [new PaperCitation("12/BNV-VP", words)]),
            new CorrectCitations(default, [new PaperCitation("12/BNV-VP", Issuer: words)]),
            new KeepCorrections(default, [new CorrectedField("subject", words, 1, "x")]),
            new KeepCorrections(default, [new CorrectedField("subject", "x", 1, words)]),
            new RefuseIncoming(default, words),
            new AssignIncoming(default, default, Opinion: words),
            new CloseIncoming(default, words),
            new RequestCopy(CopyForm.SaoY, Medium.Paper, [words], default, ["CHỦ TỊCH"]) { IncomingId = new Id<IncomingDispatch>() },
            new RequestCopy(CopyForm.SaoY, Medium.Paper, ["Lưu: VT"], default, [words]) { IncomingId = new Id<IncomingDispatch>() },
            new RejectCopy(default, words),
            new ProposeRecall(default, words, default),
            new DeclineRecall(default, words),
            new RefuseRecall(default, words),
            new RecallCopy(default, words),
            new RecordRecallAnswer(default, RecallReply.Agreed, words),
            new RecordRecallAnswer(default, RecallReply.Refused, "12/PG", words),
            new ImportChannels(words),
            new TrackPost(default, PostStep.Sent, words),
            new TrackPost(default, PostStep.Returned, null, words),
            new SetRecipientChannel(default, DeliveryChannel.Paper, words),
            new RollReceiptKey(words),
            new CloseAlarm(default, words),
            new RecordReceipt(new SignedReceipt(new ReceiptNews(default, "", ReceiptCode.Refused, new DateTimeOffset(2024, 12, 17, 8, 0, 0, TimeSpan.Zero), null, words), "key", "signature")),
            new AddPerson(default, null, words, "Chuyên viên", Role.Clerk, "ten.moi", "mật khẩu đủ dài"),
            new AddPerson(default, null, "Nguyễn Văn A", words, Role.Clerk, "ten.moi", "mật khẩu đủ dài"),
            new ChangePerson(default, null, words, Role.Clerk),
            new CreateToken(words, TokenScope.Read, 1),
            new KeepFilter("/incoming", words, "?state=Arrived"),
            new CompleteTask(default, words),
            new CompleteTask(default, "Done", words),
            new CompleteTask(default, "Done", Fields: new Dictionary<string, string>(StringComparer.Ordinal) { ["x"] = words }),
            new ForwardTask(default, default, words),
            new ReturnTask(default, default, words),
            new AskForHelp(default, TaskKind.Opinion, new Id<Person>(Guid.Empty), null, words),
            new DelegateTasks(default, new DateOnly(2024, 12, 16), new DateOnly(2024, 12, 17), null, words),
            new SkipIncident(default, words),
            new ChangeCalendarDay(new DateOnly(2024, 12, 16), DayRule.Off, words),
            new UploadProcedure(words),
            new PublishProcedure(words, null),
            new MigrateInstances(words, new ProcedureRef(ProcedureOwner.Own, 1)),
            new ImportDirectory(words, "", ""),
            new ImportDirectory("", words, ""),
            new ImportDirectory("", "", words),
            new ImportDirectory("", "", "", words),
            new ImportDirectory("", "", "", "", words),
            new ImportDirectory("", "", "", "", "", words),
        ];
    }

    private static PaperFacts Facts => new()
    {
        Form = PaperForm.Original,
        Medium = Medium.Paper,
        Author = "Bộ Nội vụ",
        Kind = "công văn",
        NumberAndSymbol = "12/BNV-VP",
        Date = new DateOnly(2024, 12, 10),
        Subject = "về biên chế",
        Signer = "Phạm Thị Thanh Trà",
    };

    private static bool CanHoldText(Type type) =>
        type == typeof(string) || type == typeof(DispatchText) || type == typeof(PaperFacts)
        || (type.IsGenericType && type.GetGenericTypeDefinition() == typeof(IReadOnlyList<>) && type.GetGenericArguments()[0] is var item && (item == typeof(string) || item == typeof(RecipientDecision)));

    private async Task<string?> RefusalOfAsync(IBaseRequest act)
    {
        await using var scope = Office.Root.CreateAsyncScope();
        var context = scope.ServiceProvider.GetRequiredService<ActContext>();
        (context.Actor, context.Session) = (Office.As("clerk.bng").Actor with { Roles = (Role)127 }, SessionFacts.AtTheMachine);
        dynamic request = act;
        dynamic outcome = await scope.ServiceProvider.GetRequiredService<IMediator>().Send(request);
        return ((Refusal?)outcome.Refusal)?.Code;
    }

    private static byte[] SomeCertificate()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using var certificate = new CertificateRequest("CN=Ai đó", key, HashAlgorithmName.SHA256).CreateSelfSigned(new DateTimeOffset(2024, 1, 1, 0, 0, 0, TimeSpan.Zero), new DateTimeOffset(2034, 1, 1, 0, 0, 0, TimeSpan.Zero));
        return certificate.RawData;
    }
}
