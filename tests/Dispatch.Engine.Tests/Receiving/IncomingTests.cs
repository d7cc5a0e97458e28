using System.Globalization;
using Dispatch.Engine.Kernel;
using Dispatch.Engine.Lifecycle;
using Dispatch.Engine.Receiving;
using Dispatch.Engine.Registering;
using Dispatch.Engine.Tests.Fixtures;
using Dispatch.Engine.Workflows;
using Dispatch.Engine.Workflows.People;

namespace Dispatch.Engine.Tests.Receiving;

/// <summary>ReceiveIncoming, RefuseIncoming, RegisterIncoming, SubmitIncoming, AssignIncoming, AnswerIncoming, CloseIncoming.</summary>
[TestFixture(DatabaseKind.Sqlite)]
[TestFixture(DatabaseKind.PostgreSql)]
public sealed class IncomingTests(DatabaseKind kind) : UseCaseFixture(kind)
{
    [Test]
    public async Task An_incoming_dispatch_is_registered_with_the_next_arrival_number_and_a_line_in_the_book()
    {
        await new AnIncoming(Office).AtAsync(IncomingState.Registered);
        var (_, second) = await new AnIncoming(Office).AtAsync(IncomingState.Registered);

        Assert.That((second.ArrivalNumber, second.RegisteredOn), Is.EqualTo((2, Office.Clock.Today)));
        var line = (await Office.As("clerk.db").Do(new ListRegister(RegisterBook.Incoming, 2024))).Items[^1];
        Assert.That(
            (line.Number, line.NumberAndSymbol, line.Author, line.KindAndSubject, line.Signer, line.PaperId),
            Is.EqualTo((2, "02/BNG-CNV", "Bộ Ngoại giao", "Công văn về việc phối hợp công tác đối ngoại địa phương", "Nguyễn Minh Vũ", second.Id.Value)));
    }

    [Test]
    public async Task What_is_not_received_is_not_registered()
    {
        var (_, incoming) = await new AnIncoming(Office).AtAsync(IncomingState.Arrived);

        Assert.That(await Office.As("clerk.db").RefusalOf(new RegisterIncoming(incoming.Id)), Is.EqualTo("lifecycle.not-now"));
    }

    [Test]
    public async Task A_refusal_says_why_and_ends_the_matter()
    {
        var (_, incoming) = await new AnIncoming(Office).AtAsync(IncomingState.Arrived);

        Assert.That(await Office.As("clerk.db").RefusalOf(new RefuseIncoming(incoming.Id, "  ")), Is.EqualTo("receiving.reason-needed"));
        var refused = await Office.As("clerk.db").Do(new RefuseIncoming(incoming.Id, "Gửi nhầm"));

        Assert.That((refused.State, refused.Opinion), Is.EqualTo((IncomingState.Refused, "Gửi nhầm")));
        Assert.That((await Office.As("clerk.db").Do(new ListTasks())).Items, Is.Empty);
        Assert.That(await Office.As("clerk.db").RefusalOf(new ReceiveIncoming(incoming.Id)), Is.EqualTo("lifecycle.not-now"));
    }

    [Test]
    public async Task The_leader_assigns_units_of_the_house_with_a_deadline_and_the_book_shows_the_lead()
    {
        var (_, incoming) = await new AnIncoming(Office).AtAsync(IncomingState.Submitted);
        var (lead, support) = (Office.Body("ubnd-dien-bien-nc"), Office.Body("ubnd-dien-bien-vp"));

        var assigned = await Office.As("signer.db").Do(new AssignIncoming(incoming.Id, lead, [support], Office.Clock.Today, "Tham mưu trước 20/12"));

        Assert.That((assigned.State, assigned.LeadUnitId, assigned.DueOn, assigned.Opinion), Is.EqualTo((IncomingState.Assigned, lead, Office.Clock.Today, "Tham mưu trước 20/12")));
        Assert.That(assigned.SupportUnitIds, Is.EqualTo(new[] { support }));
        var line = (await Office.As("clerk.db").Do(new ListRegister(RegisterBook.Incoming, 2024))).Items.Single();
        Assert.That((line.Recipients, line.ForwardedOn), Is.EqualTo(("Phòng Nội chính - Ngoại vụ", Office.Clock.Today)));
    }

    [Test]
    public async Task Whoever_leads_does_not_support_itself_and_nobody_supports_twice()
    {
        var (_, incoming) = await new AnIncoming(Office).AtAsync(IncomingState.Submitted);
        var (lead, support) = (Office.Body("ubnd-dien-bien-nc"), Office.Body("ubnd-dien-bien-vp"));

        var assigned = await Office.As("signer.db").Do(new AssignIncoming(incoming.Id, lead, [lead, support, support]));

        Assert.That(assigned.LeadUnitId, Is.EqualTo(lead));
        Assert.That(assigned.SupportUnitIds, Is.EqualTo(new[] { support }));
    }

    [Test]
    public async Task What_is_assigned_waits_for_the_lead_by_the_leaders_day_and_for_each_unit_that_supports()
    {
        var (_, incoming) = await new AnIncoming(Office).AtAsync(IncomingState.Submitted);
        var day = Office.Clock.Today.AddDays(3);

        await Office.As("signer.db").Do(new AssignIncoming(incoming.Id, Office.Body("ubnd-dien-bien-nc"), [Office.Body("ubnd-dien-bien-vp")], day));

        var waiting = await Office.As("clerk.db").Do(new ListWaiting(incoming.Id.Value));
        var end = OfficeTime.At(day, new TimeOnly(23, 59));
        Assert.That(waiting.Select(step => (step.Title, step.Who, step.DueAt, step.IsOverdue)), Is.EqualTo(new[]
        {
            ("Người được giao giải quyết", "người soạn thảo hoặc lãnh đạo đơn vị Phòng Nội chính - Ngoại vụ", (DateTimeOffset?)end, false),
            ("Đơn vị phối hợp tham gia xử lý", "người soạn thảo hoặc lãnh đạo đơn vị Văn phòng Ủy ban nhân dân tỉnh", end, false),
        }));
        var mine = (await Office.As("head.db").Do(new ListTasks())).Items.Single();
        Assert.That((mine.Title, mine.DueAt), Is.EqualTo(("Người được giao giải quyết", (DateTimeOffset?)end)), "who only supports does not have the lead's task, nor the lead theirs");
        await Office.As("head.db").Do(new CloseIncoming(incoming.Id));
        Assert.That(await Office.As("clerk.db").Do(new ListWaiting(incoming.Id.Value)), Is.Empty, "what is closed waits for nobody");
    }

    [Test]
    public async Task A_lead_where_nobody_has_an_account_leaves_the_matter_to_the_office()
    {
        var (_, incoming) = await new AnIncoming(Office).AtAsync(IncomingState.Submitted);

        await Office.As("signer.db").Do(new AssignIncoming(incoming.Id, Office.Body("ubnd-dien-bien-vp")));

        Assert.That((await Office.As("head.db").Do(new CloseIncoming(incoming.Id))).State, Is.EqualTo(IncomingState.Closed));
    }

    [TestCase("bng-cnv", "receiving.unknown-unit", TestName = "A unit of another house is not assigned")]
    [TestCase("so-noi-vu-dien-bien", "receiving.unknown-unit", TestName = "A body is not assigned as a unit")]
    [TestCase("ubnd-dien-bien-cu", "receiving.unknown-unit", TestName = "A unit that ended is not assigned")]
    public async Task Only_living_units_of_the_house_are_assigned(string unit, string code)
    {
        var (_, incoming) = await new AnIncoming(Office).AtAsync(IncomingState.Submitted);

        Assert.That(await Office.As("signer.db").RefusalOf(new AssignIncoming(incoming.Id, Office.Body(unit))), Is.EqualTo(code));
    }

    [Test]
    public async Task A_deadline_is_not_in_the_past()
    {
        var (_, incoming) = await new AnIncoming(Office).AtAsync(IncomingState.Submitted);

        Assert.That(
            await Office.As("signer.db").RefusalOf(new AssignIncoming(incoming.Id, Office.Body("ubnd-dien-bien-nc"), DueOn: Office.Clock.Today.AddDays(-1))),
            Is.EqualTo("receiving.due-in-past"));
        Assert.That(
            await Office.As("signer.db").RefusalOf(new AssignIncoming(incoming.Id, Office.Body("ubnd-dien-bien-nc"), DueOn: DateOnly.MaxValue)),
            Is.EqualTo("shape.dueOn"), "whoever lists what is late reckons with the day after it");
    }

    [Test]
    public async Task An_answer_is_an_issued_dispatch_of_the_house()
    {
        var (sent, incoming) = await new AnIncoming(Office).AtAsync(IncomingState.Assigned);
        var answer = new ADispatch(Office) { House = "db", Text = ADispatch.Words("trả lời") with { Addressees = ["Bộ Ngoại giao"] } };
        var draft = await answer.DraftAsync();
        var handler = Office.As("drafter.db");

        Assert.That(await handler.RefusalOf(new AnswerIncoming(incoming.Id, draft.Id)), Is.EqualTo("receiving.not-an-answer"), "a draft answers nothing");
        Assert.That(await handler.RefusalOf(new AnswerIncoming(incoming.Id, sent.Id)), Is.EqualTo("receiving.not-an-answer"), "another house's dispatch answers nothing");
        var issued = await answer.WalkAsync(draft, OutgoingState.Issued);
        var answered = await handler.Do(new AnswerIncoming(incoming.Id, issued.Id));
        await Office.DeliverAsync();

        Assert.That((answered.State, answered.AnsweredById), Is.EqualTo((IncomingState.Answered, issued.Id)));
        var delivery = (await Office.As("clerk.bng").Do(new Dispatch.Engine.Distributing.ListDeliveries(sent.Id.Value))).Items.Single();
        Assert.That(delivery.State, Is.EqualTo(DeliveryState.Done));
    }

    [Test]
    public async Task A_matter_is_closed_once_with_its_result()
    {
        var (_, closed) = await new AnIncoming(Office).AtAsync(IncomingState.Closed);

        var read = await Office.As("clerk.db").Do(new FindIncoming(closed.Id));
        Assert.That(read.Opinion, Is.EqualTo("Tham mưu"), "what the leader directed is not written over");
        // The clock of the test stands still: what was written at one moment has no order.
        Assert.That(read.Opinions!.Select(o => (o.By, o.Voice, o.Words)), Is.EquivalentTo(new[]
        {
            ("Lê Thành Đô", OpinionVoice.Leader, "Tham mưu"), ("Quàng Thị Hạnh", OpinionVoice.Officer, "Đã thực hiện"),
        }));
        Assert.That(await Office.As("head.db").RefusalOf(new CloseIncoming(closed.Id)), Is.EqualTo("lifecycle.not-now"));
    }

    /// <summary>Phụ lục IV mục VII: who leads and joins, by when, and of each of the three voices what was said on which day.</summary>
    [Test]
    public async Task The_slip_says_what_the_leader_the_unit_and_the_officers_wrote_and_on_which_day()
    {
        var (_, incoming) = await new AnIncoming(Office).AtAsync(IncomingState.Assigned);
        var head = Office.As("head.db");
        var task = (await head.Do(new ListTasks())).Items.Single();
        await head.Do(new AskForHelp(task.Id, TaskKind.Opinion, Office.Person("clerk.db"), null, "Có văn bản trước không?"));
        var asked = (await Office.As("clerk.db").Do(new ListTasks())).Items.Single(t => t.Kind is TaskKind.Opinion);
        await Office.As("clerk.db").Do(new CompleteTask(asked.Id, "Answered", "Có công văn 12 năm 2023"));
        await head.Do(new ForwardTask(task.Id, Office.Person("drafter.db"), "Dự thảo trả lời"));
        Office.Clock.Advance(TimeSpan.FromMinutes(1));
        await Office.As("drafter.db").Do(new CloseIncoming(incoming.Id, "Đã báo cáo"));

        var slip = PrintedText.Of((await head.Do(new PrintSlip(incoming.Id, SlipKind.Handling))).Bytes);

        var day = Office.Clock.Today.ToString("dd/MM/yyyy", CultureInfo.InvariantCulture);
        Assert.That(slip, Does.Contain(
            $"Lê Thành Đô, Chủ tịch, ngày {day}: Tham mưu "
            + $"2. Ý kiến của lãnh đạo đơn vị Quàng Thị Hạnh, Trưởng phòng, ngày {day}: giao Lò Văn Soạn: Dự thảo trả lời "
            + $"3. Ý kiến đề xuất của người giải quyết Lường Thị Thư, Văn thư, ngày {day}: Có công văn 12 năm 2023 Lò Văn Soạn, Chuyên viên, ngày {day}: Đã báo cáo"));
    }

    [Test]
    public async Task A_stale_version_is_refused()
    {
        var (_, incoming) = await new AnIncoming(Office).AtAsync(IncomingState.Received);

        Assert.That(await Office.As("clerk.db").RefusalOf(new RegisterIncoming(incoming.Id), version: incoming.Version - 1), Is.EqualTo("version.stale"));
        Assert.That(await Office.As("clerk.db").RefusalOf(new RegisterIncoming(incoming.Id), version: incoming.Version), Is.Null);
    }
}
