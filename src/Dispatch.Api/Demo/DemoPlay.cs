using System.Reflection;
using System.Security.Cryptography;
using Dispatch.Engine;
using Dispatch.Engine.Copying;
using Dispatch.Engine.Directory;
using Dispatch.Engine.Distributing;
using Dispatch.Engine.Intake;
using Dispatch.Engine.Issuing;
using Dispatch.Engine.Kernel;
using Dispatch.Engine.Lifecycle;
using Dispatch.Engine.Numbering;
using Dispatch.Engine.Persistence;
using Dispatch.Engine.Receiving;
using Dispatch.Engine.Registering;
using Dispatch.Engine.Signing;

namespace Dispatch.Api.Demo;

/// <summary>
/// The demonstration: 1349/BNG-CNV and 6983/BNG-CNV as the seeds print them, slips of the scan included, from draft to district. The one thing played differently is the
/// date of the copy: the paper prints 14/12/2024, three days before the original, which no new copy may have; the play copies on 23/12/2024.
/// </summary>
internal sealed class DemoPlay
{
    private static readonly TimeSpan LongestWait = TimeSpan.FromMinutes(5);

    private readonly DemoStage stage;
    private readonly Dictionary<string, Id<Body>> bodies = new(StringComparer.Ordinal);

    private DemoPlay(DemoStage stage) => this.stage = stage;

    /// <summary>Plays once into an empty installation. A play that was cut off goes on; one that was finished is left alone; while another server plays into the same folder, this one waits.</summary>
    /// <param name="settings">Where the installation is.</param>
    /// <param name="server">The address the server has, which the certificates of the demonstration name.</param>
    /// <param name="tell">Hears why nothing happens.</param>
    /// <param name="crash">Where a test may break it off.</param>
    /// <param name="cancellationToken">Stops between two acts.</param>
    /// <returns>Whether it played now.</returns>
    /// <exception cref="DemoStoppedException">What lies in the installation is not what the play left there, or another server plays and plays.</exception>
    public static async Task<bool> PrepareAsync(EngineSettings settings, Uri server, TextWriter tell, CrashPoints crash, CancellationToken cancellationToken)
    {
        var marker = Path.Combine(settings.DataFolder, "demo.txt");
        if (File.Exists(marker))
        {
            return false;
        }

        using var alone = await AloneAsync(settings.DataFolder, tell, cancellationToken);
        if (File.Exists(marker))
        {
            return false;
        }

        try
        {
            // The password of the demonstration is printed on the screen: hashing it for everybody at full strength would only make people wait.
            await using var theatre = new DemoStage(settings with { PasswordRounds = 1_000 }, server, crash);
            await new DemoPlay(theatre).PlayAsync(cancellationToken);
        }
        catch (CryptographicException unopened)
        {
            throw new DemoStoppedException(settings.DataFolder, unopened.Message);
        }

        await File.WriteAllTextAsync(marker, "The demonstration was played into this installation; its papers are marked as such.\n", cancellationToken);
        return true;
    }

    private static async Task<IDisposable> AloneAsync(string dataFolder, TextWriter tell, CancellationToken cancellationToken)
    {
        var held = Path.Combine(dataFolder, "demo.playing");
        if (HeldFile.TryTake(held) is { } free)
        {
            return free;
        }

        await tell.WriteLineAsync($"Một máy chủ khác đang dựng bản trình diễn vào “{dataFolder}”; máy chủ này chờ đến khi xong.");
        return await HeldFile.TakeAsync(held, LongestWait, cancellationToken) ?? throw new DemoStoppedException(dataFolder, LongestWait);
    }

    private async Task PlayAsync(CancellationToken cancellationToken)
    {
        await SetTheStageAsync(cancellationToken);
        await PlayMarchAsync(cancellationToken);
        var december = await IssueDecemberAsync(cancellationToken);
        await AnswerDecemberAsync(december, cancellationToken);
        await CopyAsync(december, cancellationToken);
    }

    private async Task SetTheStageAsync(CancellationToken cancellationToken)
    {
        await stage.PlayAsSystemAsync(Installation.Id, new ImportDirectory(Read("bodies.csv"), Read("groups.csv"), Read("members.csv"), HoldersCsv: Read("holders.csv")), cancellationToken);
        foreach (var key in DemoPeople.All.SelectMany(person => new[] { person.Body, person.Unit }).Append("bng-csdn").Append("bng-cau").OfType<string>().Distinct(StringComparer.Ordinal))
        {
            var found = await stage.PlayAsSystemAsync(Installation.Id, new FindBodies(Key: key), cancellationToken);
            bodies[key] = found.Items[0].Id;
        }

        foreach (var person in DemoPeople.All)
        {
            await stage.CastAsync(person, key => bodies[key], cancellationToken);
        }

        // The house writes its copies as the seed prints them; Mẫu 3.1 would be SY-UBND and SAO Y.
        await stage.PlayAsync(DemoPeople.ProvinceAdministrator, new ChangeHouseSettings(CopySymbolNamesBody: false, "SAO Y BẢN CHÍNH"), cancellationToken);
    }

    /// <summary>1349/BNG-CNV, 15/3/2024: an original without a copy.</summary>
    private async Task PlayMarchAsync(CancellationToken cancellationToken)
    {
        stage.Clock.GoTo(2024, 3, 15, 8);
        await OpenBookAsync(DemoPeople.Clerk, RegisterBook.Outgoing, 1349, cancellationToken);
        var paper = await IssueAsync("1349-BNG-CNV.txt", DemoPeople.SignerHang, "CẤu", "bng-cau", cancellationToken);
        stage.Clock.GoTo(2024, 3, 15, 15);
        await RegisterAsync(DemoPeople.ProvinceClerk, paper, cancellationToken);
        await RegisterAsync(DemoPeople.HanoiClerk, paper, cancellationToken);
        await stage.DeliverAsync(cancellationToken);
    }

    /// <summary>6983/BNG-CNV, 17/12/2024. The numbers between were given outside the demonstration, and the book says so.</summary>
    private async Task<string> IssueDecemberAsync(CancellationToken cancellationToken)
    {
        stage.Clock.GoTo(2024, 12, 17, 8);
        await OpenBookAsync(DemoPeople.Clerk, RegisterBook.Outgoing, 6983, cancellationToken);
        return await IssueAsync("6983-BNG-CNV.txt", DemoPeople.SignerVu, "CSDN", "bng-csdn", cancellationToken);
    }

    /// <summary>Some have received, one refused with a reason, most have not looked yet.</summary>
    private async Task AnswerDecemberAsync(string paper, CancellationToken cancellationToken)
    {
        stage.Clock.GoTo(2024, 12, 18, 9);
        await RegisterAsync(DemoPeople.HanoiClerk, paper, cancellationToken);
        var refused = await ArrivedAsync(DemoPeople.LaoCaiClerk, paper, cancellationToken);
        await stage.PlayAsync(DemoPeople.LaoCaiClerk, new RefuseIncoming(refused.Id, "Bản đến thiếu trang 2, không kiểm tra được tính toàn vẹn. Đề nghị Bộ gửi lại."), cancellationToken);
        stage.Clock.GoTo(2024, 12, 19, 8);
        var incoming = await RegisterAsync(DemoPeople.ProvinceClerk, paper, cancellationToken);
        await stage.PlayAsync(DemoPeople.ProvinceClerk, new SubmitIncoming(incoming.Id), cancellationToken);
        await stage.PlayAsync(
            DemoPeople.ProvinceOffice,
            new AssignIncoming(incoming.Id, bodies["vpubnd-dien-bien"], DueOn: new DateOnly(2024, 12, 31), Opinion: "Văn phòng sao gửi các sở, ngành, địa phương để phối hợp thực hiện."),
            cancellationToken);
        await stage.DeliverAsync(cancellationToken);
    }

    /// <summary>267/SY: Điện Biên copies what it registered and sends it on.</summary>
    private async Task CopyAsync(string paper, CancellationToken cancellationToken)
    {
        stage.Clock.GoTo(2024, 12, 23, 9);
        var source = await ArrivedAsync(DemoPeople.ProvinceClerk, paper, cancellationToken);
        var printed = IntakeReader.Read(Read("6983-BNG-CNV.txt"), OfficeTime.DateAt(stage.Clock.GetUtcNow())).Copy!;
        await OpenBookAsync(DemoPeople.ProvinceClerk, RegisterBook.Copies, 267, cancellationToken);
        var certifier = stage.Who(DemoPeople.ProvinceOffice).PersonId!.Value;
        string[] capacity = [$"{printed.Authority} {printed.OnBehalfOf}", printed.SignerTitle!];
        var request = new RequestCopy(CopyForm.SaoY, Medium.Paper, [.. printed.Recipients, printed.ArchiveLine!], certifier, capacity) { IncomingId = source.Id };
        var copy = await stage.PlayAsync(DemoPeople.ProvinceDrafter, request, cancellationToken);
        await stage.PlayAsync(DemoPeople.ProvinceOffice, new ApproveCopy(copy.Id), cancellationToken);
        await stage.PlayAsync(DemoPeople.ProvinceClerk, new NumberCopy(copy.Id), cancellationToken);
        await stage.SealCopyAsync(DemoPeople.ProvinceClerk, copy.Id, cancellationToken);
        await stage.PlayAsync(DemoPeople.ProvinceClerk, new IssueCopy(copy.Id), cancellationToken);
        await stage.DeliverAsync(cancellationToken);
        stage.Clock.GoTo(2024, 12, 24, 8);
        await RegisterAsync(DemoPeople.MuongNheClerk, paper, cancellationToken);
        var received = await ArrivedAsync(DemoPeople.DienBienPhuClerk, paper, cancellationToken);
        await stage.PlayAsync(DemoPeople.DienBienPhuClerk, new ReceiveIncoming(received.Id), cancellationToken);
        await stage.DeliverAsync(cancellationToken);
    }

    /// <summary>From the text of the seed to every recipient: intake fills the form, people check, sign, number and issue. Gives số, ký hiệu.</summary>
    private async Task<string> IssueAsync(string seed, DemoPerson signer, string unknownUnit, string unitKey, CancellationToken cancellationToken)
    {
        var read = IntakeReader.Read(Read(seed), OfficeTime.DateAt(stage.Clock.GetUtcNow()));
        var text = new DispatchText
        {
            Kind = read.Kind!,
            Subject = read.Subject!,
            Addressees = read.Addressees,
            Recipients = [.. read.Recipients, read.ArchiveLine!],
            Body = read.Body,
            Capacity = [.. read.SigningLines.Select(line => line == read.SignerTitle ? SuggestedTitle(read) ?? line : line)],
        };
        var draft = await stage.PlayAsync(DemoPeople.Drafter, new DraftDispatch(text, stage.Who(signer).PersonId!.Value), cancellationToken);
        await stage.PlayAsync(DemoPeople.Drafter, new SubmitDispatch(draft.Id), cancellationToken);
        await stage.PlayAsync(DemoPeople.UnitHead, new PassContent(draft.Id), cancellationToken);
        await stage.PlayAsync(DemoPeople.Clerk, new PassForm(draft.Id), cancellationToken);
        await stage.SignAsync(signer, draft.Id, cancellationToken);
        await stage.PlayAsync(DemoPeople.Clerk, new AssignNumber(draft.Id), cancellationToken);
        await DecideAsync(draft.Id, unknownUnit, unitKey, cancellationToken);
        await stage.SealAsync(DemoPeople.Clerk, draft.Id, cancellationToken);
        var issued = await stage.PlayAsync(DemoPeople.Clerk, new IssueDispatch(draft.Id), cancellationToken);
        await stage.DeliverAsync(cancellationToken);
        return issued.NumberAndSymbol!;
    }

    /// <summary>The scan prints "THỦ TRƯỞNG": nobody has authority to sign as that, so the drafter takes the word intake suggests.</summary>
    private static string? SuggestedTitle(IntakeReading read) => read.Findings.LastOrDefault(finding => finding is { Where: "signer_title", Suggestion: not null })?.Suggestion;

    /// <summary>The seed prints a unit that does not exist (a slip of the scan): nothing is guessed, the clerk says who is meant.</summary>
    private async Task DecideAsync(Id<OfficialDispatch> dispatch, string unknownUnit, string unitKey, CancellationToken cancellationToken)
    {
        var plan = await stage.PlayAsync(DemoPeople.Clerk, new PlanDistribution(dispatch.Value), cancellationToken);
        if (plan.Unresolved.Count == 0)
        {
            // Decided before the play was cut off: what was asked then cannot be asked again.
            stage.PassOver();
            return;
        }

        var decisions = plan.Unresolved.Select(unresolved => unresolved.Unknown.Text == unknownUnit
            ? new RecipientDecision(unresolved.LineText, unresolved.Unknown.Text, RecipientDecisionKind.DeliverTo, bodies[unitKey])
            : new RecipientDecision(unresolved.LineText, unresolved.Unknown.Text, RecipientDecisionKind.NotDelivered, Reason: "Chưa xác định được đơn vị; văn thư gửi bản giấy."));
        await stage.PlayAsync(DemoPeople.Clerk, new DecideRecipients(dispatch.Value, [.. decisions]), cancellationToken);
    }

    private Task<SeriesOpened> OpenBookAsync(DemoPerson clerk, RegisterBook book, int next, CancellationToken cancellationToken) =>
        stage.PlayAsync(clerk, new OpenSeries(book, 2024, next, "Các số trước được cấp ngoài bản trình diễn này."), cancellationToken);

    private async Task<IncomingView> RegisterAsync(DemoPerson clerk, string paper, CancellationToken cancellationToken)
    {
        var incoming = await ArrivedAsync(clerk, paper, cancellationToken);
        await stage.PlayAsync(clerk, new ReceiveIncoming(incoming.Id), cancellationToken);
        return await stage.PlayAsync(clerk, new RegisterIncoming(incoming.Id), cancellationToken);
    }

    private async Task<IncomingView> ArrivedAsync(DemoPerson clerk, string paper, CancellationToken cancellationToken) =>
        (await stage.PlayAsync(clerk, new ListIncoming(Take: 500), cancellationToken)).Items.FirstOrDefault(incoming => incoming.Facts.NumberAndSymbol == paper) ?? throw stage.Stopped($"{clerk.UserName}: {paper}");

    private static string Read(string name)
    {
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream("Demo/" + name) ?? throw new InvalidOperationException($"The demonstration lacks {name}.");
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}

/// <summary>The play cannot go on: the message, in Vietnamese, says why and what to do.</summary>
internal sealed class DemoStoppedException : Exception
{
    /// <summary>What lies in the installation is not what the play left there.</summary>
    public DemoStoppedException(string dataFolder, string why)
        : base(
            $"Không dựng tiếp được bản trình diễn vào “{dataFolder}” ({why}): dữ liệu ở đó không phải phần dở dang của bản trình diễn này. Nếu chỉ là dữ liệu trình diễn, hãy xóa thư mục đó (và cơ sở dữ liệu, nếu ở máy chủ khác) rồi chạy lại; "
            + "nếu không, hãy đặt DISPATCH_DataFolder sang thư mục trống, hoặc ASPNETCORE_ENVIRONMENT=Production để chạy không có bản trình diễn.")
    {
    }

    /// <summary>Another server plays and does not come to its end.</summary>
    public DemoStoppedException(string dataFolder, TimeSpan waited)
        : base($"Một máy chủ khác dựng bản trình diễn vào “{dataFolder}” đã hơn {waited.TotalMinutes:0} phút. Hãy chờ máy chủ đó xong hoặc dừng nó, rồi chạy lại.")
    {
    }
}
