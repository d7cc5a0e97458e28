using Dispatch.Engine.Copying;
using Dispatch.Engine.Directory;
using Dispatch.Engine.Distributing;
using Dispatch.Engine.Lifecycle;
using Dispatch.Engine.Receiving;
using Dispatch.Engine.Registering;
using Dispatch.Engine.Tests.Fixtures;
using Dispatch.Engine.Tracing;
using Dispatch.Templates.Signatures.Verifying;

namespace Dispatch.Engine.Tests.Copying;

/// <summary>RequestCopy, ApproveCopy, RejectCopy, NumberCopy, IssueCopy, FindCopy, ListCopies.</summary>
[TestFixture(DatabaseKind.Sqlite)]
[TestFixture(DatabaseKind.PostgreSql)]
public sealed class CopyTests(DatabaseKind kind) : UseCaseFixture(kind)
{
    [Test]
    public async Task A_certified_copy_names_the_hash_of_its_source_and_goes_to_every_recipient()
    {
        var (sent, source) = await new AnIncoming(Office).AtAsync(IncomingState.Registered);

        var copy = await new ACopy(Office, source).AtAsync(CopyState.Issued);

        Assert.That((copy.NumberAndSymbol, copy.CopiedOn, copy.SourceHash), Is.EqualTo(("01/SY-UBND", Office.Clock.Today, sent.ContentHash)));
        var file = await Office.As("clerk.db").Do(new ReadPaper(copy.Id.Value));
        Assert.That((file.Hash, file.IsFinal), Is.EqualTo((copy.ContentHash, true)));
        var deliveries = (await Office.As("clerk.db").Do(new ListDeliveries(copy.Id.Value))).Items;
        Assert.That(deliveries.Select(d => d.RecipientName), Is.EqualTo(new[] { "Sở Ngoại vụ tỉnh Điện Biên", "Sở Nội vụ tỉnh Điện Biên", "Ủy ban nhân dân huyện Mường Chà", "Ủy ban nhân dân huyện Tủa Chùa" }));
        var line = (await Office.As("clerk.db").Do(new ListRegister(RegisterBook.Copies, 2024))).Items.Single();
        Assert.That((line.Number, line.CopyCount, line.KindAndSubject), Is.EqualTo((1, 4, "Sao y 01/BNG-CNV của Bộ Ngoại giao: phối hợp công tác đối ngoại địa phương")));
    }

    [Test]
    public async Task A_copy_arrives_as_a_copy_and_only_a_sao_luc_may_be_made_of_it()
    {
        var received = await CopyAtTheDepartmentAsync(CopyForm.SaoY);

        Assert.That((received.Facts.Form, received.Facts.Medium, received.Facts.CopyNumberAndSymbol, received.Facts.CopiedBy), Is.EqualTo((PaperForm.SaoY, Medium.Paper, "01/SY-UBND", "Ủy ban nhân dân tỉnh Điện Biên")));
        Assert.That(received.Facts.NumberAndSymbol, Is.EqualTo("01/BNG-CNV"));
        Assert.That(await Office.As("clerk.snv").RefusalOf(DepartmentCopy(received, CopyForm.SaoY).Request), Is.EqualTo("copying.only-sao-luc-from-sao-y"));
        Assert.That(CopyChoice.Of(received).Where(choice => choice.Why is null).Select(choice => choice.Form).Distinct(), Is.EqualTo(new[] { CopyForm.SaoLuc }), "a form that is not lawful is not offered");
        var saoLuc = await DepartmentCopy(received, CopyForm.SaoLuc).AtAsync(CopyState.Issued);
        Assert.That((saoLuc.NumberAndSymbol, saoLuc.SourceHash), Is.EqualTo(("01/SL-SNV", received.ContentHash)));
        Assert.That(
            (await Office.As("clerk.snv").Do(new ListRegister(RegisterBook.Copies, 2024))).Items.Single().KindAndSubject,
            Is.EqualTo("Sao lục bản sao 01/SY-UBND của Ủy ban nhân dân tỉnh Điện Biên, từ 01/BNG-CNV của Bộ Ngoại giao: phối hợp công tác đối ngoại địa phương"));
    }

    [Test]
    public async Task Nothing_is_copied_from_a_sao_luc()
    {
        var received = await CopyAtTheDepartmentAsync(CopyForm.SaoY);
        await (DepartmentCopy(received, CopyForm.SaoLuc) with { Recipients = ["Ủy ban nhân dân tỉnh Lai Châu", "Lưu: VT"] }).AtAsync(CopyState.Issued);
        await Office.DeliverAsync();
        var atLaiChau = new AnIncoming(Office) { House = "lc" };
        var saoLuc = await atLaiChau.WalkAsync(await atLaiChau.ArrivedAsync(), IncomingState.Registered);

        Assert.That(CopyChoice.NoneOf(CopyChoice.Of(saoLuc))?.Code, Is.EqualTo("copying.copy-of-copy"));
        foreach (var form in Enum.GetValues<CopyForm>())
        {
            Assert.That(await Office.As("clerk.lc").RefusalOf((new ACopy(Office, saoLuc) { House = "lc", Form = form, Parts = form is CopyForm.TrichSao ? [1] : null }).Request), Is.EqualTo("copying.copy-of-copy"), form.ToString());
        }
    }

    [TestCase(CopyForm.SaoLuc, Medium.Paper, "copying.sao-luc-needs-sao-y")]
    [TestCase(CopyForm.SaoY, Medium.Electronic, "copying.direction")]
    [TestCase(CopyForm.TrichSao, Medium.Paper, "shape.parts")]
    public async Task What_the_law_or_the_system_cannot_make_is_refused_and_nothing_is_kept(CopyForm form, Medium medium, string code)
    {
        var (_, source) = await new AnIncoming(Office).AtAsync(IncomingState.Registered);
        var before = await Office.ContentsAsync();

        Assert.That(await Office.As("clerk.db").RefusalOf((new ACopy(Office, source) { Form = form, Medium = medium }).Request), Is.EqualTo(code));
        Assert.That(await Office.ContentsAsync(), Is.EqualTo(before));
    }

    [Test]
    public async Task Only_what_stands_in_the_book_is_copied()
    {
        var (_, source) = await new AnIncoming(Office).AtAsync(IncomingState.Received);

        Assert.That(await Office.As("clerk.db").RefusalOf(new ACopy(Office, source).Request), Is.EqualTo("lifecycle.not-now"));
    }

    [Test]
    public async Task Paper_without_a_sheet_cannot_be_printed_as_a_copy()
    {
        var paper = await Office.As("clerk.db").Do(new RegisterPaper(new PaperFacts
        {
            Form = PaperForm.Original,
            Medium = Medium.Paper,
            Author = "Bộ Nội vụ",
            Kind = "công văn",
            NumberAndSymbol = "12/BNV-VP",
            Date = new DateOnly(2024, 12, 10),
            Subject = "về biên chế",
            Signer = "Phạm Thị Thanh Trà",
        }));
        var registered = await new AnIncoming(Office).WalkAsync(paper, IncomingState.Registered);

        Assert.That(await Office.As("clerk.db").RefusalOf(new ACopy(Office, registered).Request), Is.EqualTo("copying.no-sheet"));
    }

    [Test]
    public async Task Sao_y_and_sao_luc_count_in_one_series()
    {
        var (_, original) = await new AnIncoming(Office).AtAsync(IncomingState.Registered);
        var first = await new ACopy(Office, original).AtAsync(CopyState.Numbered);
        var saoY = await SaoYFromLaiChauAsync();

        var second = await (new ACopy(Office, saoY) { Form = CopyForm.SaoLuc }).AtAsync(CopyState.Numbered);
        var third = await new ACopy(Office, original).AtAsync(CopyState.Numbered);

        Assert.That(new[] { first, second, third }.Select(copy => copy.NumberAndSymbol), Is.EqualTo(new[] { "01/SY-UBND", "02/SL-UBND", "03/SY-UBND" }));
    }

    [Test]
    public async Task A_series_of_copies_opened_at_267_prints_as_the_house_writes_it()
    {
        await Office.As("admin.db").Do(new ChangeHouseSettings(CopySymbolNamesBody: false, "SAO Y BẢN CHÍNH"));
        await Office.As("clerk.db").Do(new Dispatch.Engine.Numbering.OpenSeries(RegisterBook.Copies, 2024, 267, "Sổ giấy"));
        var (_, source) = await new AnIncoming(Office).AtAsync(IncomingState.Registered);

        var copy = await new ACopy(Office, source).AtAsync(CopyState.Issued);

        Assert.That(copy.NumberAndSymbol, Is.EqualTo("267/SY"));
        Assert.That(CopyWording.Label(CopyForm.SaoY, await Office.Look(db => Task.FromResult(db.Set<HouseSettings>().Single()))), Is.EqualTo("SAO Y BẢN CHÍNH"));
    }

    [TestCase("SAO Y", null)]
    [TestCase("SAO Y BẢN CHÍNH", null)]
    [TestCase("SAO", "shape.saoYLabel")]
    public async Task A_house_chooses_between_two_labels(string label, string? code) =>
        Assert.That(await Office.As("admin.db").RefusalOf(new ChangeHouseSettings(true, label)), Is.EqualTo(code));

    [Test]
    public async Task A_copy_is_never_older_than_the_day_its_source_was_registered()
    {
        // No number stands in the book of copies yet: the series itself would take the earlier day, the source does not.
        var (_, source) = await new AnIncoming(Office).AtAsync(IncomingState.Registered);
        var approved = await new ACopy(Office, source).AtAsync(CopyState.Approved);
        var before = await Office.ContentsAsync();
        Office.Clock.Advance(TimeSpan.FromDays(-1));

        Assert.That(await Office.As("clerk.db").RefusalOf(new NumberCopy(approved.Id)), Is.EqualTo("copying.date-before-source"));
        Assert.That(await Office.ContentsAsync(), Is.EqualTo(before));
    }

    [Test]
    public async Task Who_asked_for_a_copy_does_not_certify_it_and_no_other_signer_does()
    {
        var (_, source) = await new AnIncoming(Office).AtAsync(IncomingState.Registered);
        var both = Office.As("signer.db").Actor with { Roles = Role.Signer | Role.Clerk };
        var own = await new TestActor(Office.Root, both).Do(new ACopy(Office, source).Request);
        var other = await Office.As("clerk.db").Do(new ACopy(Office, source).Request);

        Assert.That(await new TestActor(Office.Root, both).RefusalOf(new ApproveCopy(own.Id)), Is.EqualTo("signing.self-approval"));
        Assert.That(await Office.AsRole(Role.Signer, "ubnd-dien-bien").RefusalOf(new ApproveCopy(other.Id)), Is.EqualTo("signing.not-the-signer"));
        Assert.That(await Office.As("clerk.db").RefusalOf(new ACopy(Office, source) { House = "bng" }.Request), Is.EqualTo("registering.unknown-signer"));
    }

    [Test]
    public async Task A_rejected_copy_keeps_the_reason_and_gets_no_number()
    {
        var (_, source) = await new AnIncoming(Office).AtAsync(IncomingState.Registered);

        var rejected = await new ACopy(Office, source).AtAsync(CopyState.Rejected);

        Assert.That((rejected.State, rejected.Reason), Is.EqualTo((CopyState.Rejected, "Không cần sao")));
        Assert.That(await Office.As("clerk.db").RefusalOf(new NumberCopy(rejected.Id)), Is.EqualTo("lifecycle.not-now"));
        Assert.That(await Office.As("clerk.db").RefusalOf(new IssueCopy(rejected.Id)), Is.EqualTo("lifecycle.not-now"));
    }

    [Test]
    public async Task A_copy_is_not_issued_while_a_recipient_is_not_known()
    {
        var (_, source) = await new AnIncoming(Office).AtAsync(IncomingState.Registered);
        var copy = await (new ACopy(Office, source) { Recipients = ["Hội những người bạn", "Lưu: VT"] }).AtAsync(CopyState.Numbered);
        var clerk = Office.As("clerk.db");

        Assert.That(await clerk.RefusalOf(new IssueCopy(copy.Id)), Is.EqualTo("distributing.unresolved"));
        var open = (await clerk.Do(new PlanDistribution(copy.Id.Value))).Unresolved.Single();
        await clerk.Do(new DecideRecipients(copy.Id.Value, [new RecipientDecision(open.LineText, open.Unknown.Text, RecipientDecisionKind.DeliverTo, Office.Body("so-noi-vu-dien-bien"))]));

        Assert.That(await clerk.RefusalOf(new IssueCopy(copy.Id)), Is.Null);
    }

    [Test]
    public async Task Copies_are_listed_by_state()
    {
        var (_, source) = await new AnIncoming(Office).AtAsync(IncomingState.Registered);
        var numbered = await new ACopy(Office, source).AtAsync(CopyState.Numbered);
        await new ACopy(Office, source).AtAsync(CopyState.Rejected);

        var listed = (await Office.As("auditor.db").Do(new ListCopies(CopyState.Numbered))).Items.Single();
        var found = await Office.As("clerk.db").Do(new FindCopy(numbered.Id));
        Assert.That((listed.Id, listed.Version), Is.EqualTo((found.Id, found.Version)));
        Assert.That((await Office.As("auditor.db").Do(new ListCopies())).Items, Has.Count.EqualTo(2));
    }

    [Test]
    public async Task A_trich_sao_prints_the_whole_form_and_of_the_text_the_chosen_parts_only()
    {
        var (_, source) = await new AnIncoming(Office).AtAsync(IncomingState.Registered);
        var parts = await Office.As("clerk.db").Do(new ListCopyParts(source.Id.Value));
        Assert.That(parts.Select(part => part.Text), Is.EqualTo(ADispatch.Words().Body));
        var request = (new ACopy(Office, source) { Form = CopyForm.TrichSao }).Request;

        Assert.That(await Office.As("clerk.db").RefusalOf(request with { Parts = [3] }), Is.EqualTo("copying.no-such-part"));
        Assert.That(await Office.As("clerk.db").RefusalOf(request with { Form = CopyForm.SaoY, Parts = [1] }), Is.EqualTo("shape.parts"));
        var copy = await new ACopy(Office, source) { Form = CopyForm.TrichSao, Parts = [1] }.AtAsync(CopyState.Issued);

        Assert.That((copy.NumberAndSymbol, copy.Depth, copy.Parts), Is.EqualTo(("01/TrS-UBND", 1, new[] { 1 })));
        var text = PrintedText.Of((await Office.As("clerk.db").Do(new ReadPaper(copy.Id.Value))).Bytes);
        Assert.That(text, Does.Contain("TRÍCH SAO").And.Contain("01/BNG-CNV").And.Contain("phối hợp công tác đối ngoại địa phương").And.Not.Contain("Xin trân trọng cảm ơn"));
    }

    [TestCase("1,2", "Căn cứ Luật A. QUYẾT ĐỊNH: Điều 1. Một. […]")]
    [TestCase("2,4", "QUYẾT ĐỊNH: […] Điều 1. Một. […] Điều 3. Ba. […]")]
    [TestCase("5", "QUYẾT ĐỊNH: […] Điều 4. Bốn./.")]
    [TestCase("1,2,3,4,5", "Căn cứ Luật A. QUYẾT ĐỊNH: Điều 1. Một. Điều 2. Hai. Điều 3. Ba. Điều 4. Bốn./.")]
    public async Task Where_a_trich_sao_leaves_something_out_a_mark_stands(string chosen, string printed)
    {
        var words = ADispatch.Words() with { Kind = "quyết định", Addressees = [], Recipients = ["Ủy ban nhân dân tỉnh Điện Biên", "Lưu: VT"], Body = ["Căn cứ Luật A.", "Điều 1. Một.", "Điều 2. Hai.", "Điều 3. Ba.", "Điều 4. Bốn./."] };
        await new ADispatch(Office) { Text = words }.AtAsync(OutgoingState.Issued);
        await Office.DeliverAsync();
        var source = await new AnIncoming(Office).WalkAsync(await new AnIncoming(Office).ArrivedAsync(), IncomingState.Registered);

        var copy = await new ACopy(Office, source) { Form = CopyForm.TrichSao, Parts = [.. chosen.Split(',').Select(part => int.Parse(part, System.Globalization.CultureInfo.InvariantCulture))] }.AtAsync(CopyState.Issued);

        var text = PrintedText.Of((await Office.As("clerk.db").Do(new ReadPaper(copy.Id.Value))).Bytes);
        var opening = text.LastIndexOf("BỘ NGOẠI GIAO", StringComparison.Ordinal);
        Assert.That(text[opening..text.IndexOf("Nơi nhận:", opening, StringComparison.Ordinal)].Trim(), Is.EqualTo($"BỘ NGOẠI GIAO {printed}"));
    }

    [Test]
    public async Task A_copy_is_bound_to_what_was_proven_of_its_source_when_it_was_certified()
    {
        var (sent, source) = await new AnIncoming(Office).AtAsync(IncomingState.Registered);
        var asked = await new ACopy(Office, source).AtAsync(CopyState.Requested);
        Assert.That(asked.Source, Is.Null);

        var approved = await Office.As("signer.db").Do(new ApproveCopy(asked.Id));

        Assert.That((approved.SourceHash, approved.Source!.Integrity, approved.Source.At), Is.EqualTo((sent.ContentHash, FileIntegrity.Unsigned, Office.Clock.GetUtcNow())), "it was signed in ink: the file itself has no signature");
        Assert.That(approved.Source.Words, Is.Not.Empty);
    }

    [TestCase(SignatureVerdict.Passed, FileIntegrity.Intact, true)]
    [TestCase(SignatureVerdict.Indeterminate, FileIntegrity.Intact, true)]
    [TestCase(SignatureVerdict.Indeterminate, FileIntegrity.Unsigned, true)]
    [TestCase(SignatureVerdict.Failed, FileIntegrity.Intact, false)]
    [TestCase(SignatureVerdict.Failed, FileIntegrity.Changed, false)]
    [TestCase(SignatureVerdict.Indeterminate, FileIntegrity.Broken, false)]
    public void A_file_that_was_changed_or_broken_is_no_source(SignatureVerdict verdict, FileIntegrity integrity, bool isSound) =>
        Assert.That(new SourceFinding(verdict, integrity, "x", "x", Office.Clock.GetUtcNow()).IsSound, Is.EqualTo(isSound));

    private ACopy DepartmentCopy(IncomingView source, CopyForm form) => new(Office, source) { House = "snv", Form = form, Recipients = ["Lưu: VT"] };

    private async Task<IncomingView> CopyAtTheDepartmentAsync(CopyForm form)
    {
        var (_, source) = await new AnIncoming(Office).AtAsync(IncomingState.Registered);
        await (new ACopy(Office, source) { Form = form }).AtAsync(CopyState.Issued);
        await Office.DeliverAsync();
        var department = new AnIncoming(Office) { House = "snv" };
        return await department.WalkAsync(await department.ArrivedAsync(), IncomingState.Registered);
    }

    /// <summary>Lai Châu sends Điện Biên its own sao y of a dispatch of the ministry.</summary>
    private async Task<IncomingView> SaoYFromLaiChauAsync()
    {
        await new ADispatch(Office).To("Ủy ban nhân dân tỉnh Lai Châu").AtAsync(OutgoingState.Issued);
        await Office.DeliverAsync();
        var laiChau = new AnIncoming(Office) { House = "lc" };
        var there = await laiChau.WalkAsync(await laiChau.ArrivedAsync(), IncomingState.Registered);
        await (new ACopy(Office, there) { House = "lc", Recipients = ["Ủy ban nhân dân tỉnh Điện Biên", "Lưu: VT"] }).AtAsync(CopyState.Issued);
        await Office.DeliverAsync();
        return await new AnIncoming(Office).WalkAsync(await new AnIncoming(Office).ArrivedAsync(), IncomingState.Registered);
    }
}
