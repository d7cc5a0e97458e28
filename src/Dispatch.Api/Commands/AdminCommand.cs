using System.CommandLine;
using Dispatch.Api.Directory;
using Dispatch.Api.Http;
using Dispatch.Engine;
using Dispatch.Engine.Directory;
using Dispatch.Engine.Intake;
using Dispatch.Engine.Kernel;
using Dispatch.Engine.Persistence;
using MediatR;

namespace Dispatch.Api.Commands;

/// <summary>The first administrator of an organisation: made at the machine, by whoever holds its data folder, not over the network.</summary>
internal static class AdminCommand
{
    public static Command Make(Terminal terminal) => new("admin", "Quản trị tại máy chủ: danh mục, quản trị viên đầu tiên, cơ sở dữ liệu, tệp.") { MakeCreate(terminal), MakeImport(terminal), MakeExport(terminal), MakePrepare(terminal), MakeUsage(terminal), MakeTakeOut(terminal) };

    private static Command MakeCreate(Terminal terminal)
    {
        var key = new Option<string>("--organisation-key") { Required = true, Description = "Khóa của cơ quan trong danh mục." };
        var user = new Option<string>("--user") { Required = true, Description = "Tên đăng nhập." };
        var name = new Option<string>("--name") { Description = "Họ và tên.", DefaultValueFactory = _ => "Quản trị viên" };
        var command = new Command("create", "Tạo tài khoản quản trị của một cơ quan; mật khẩu (12 đến 200 ký tự) đọc từ một dòng của đầu vào chuẩn.") { key, user, name };
        command.SetAction((parsed, cancellationToken) => DoAsync(
            terminal, (mediator, context) => CreateAsync(mediator, context, parsed.GetValue(key)!, parsed.GetValue(user)!, parsed.GetValue(name)!, terminal, cancellationToken), cancellationToken));
        return command;
    }

    private static Command MakeImport(Terminal terminal)
    {
        var folder = new Argument<string>("FOLDER") { Description = "Thư mục có bodies.csv; có thể thêm groups.csv, members.csv, names.csv, codes.csv, holders.csv." };
        var dryRun = new Option<bool>("--dry-run") { Description = "Chỉ cho biết sẽ thay đổi gì, không lưu." };
        var command = new Command("import-directory", "Nhập danh mục cơ quan, nhóm và thành viên; không xóa gì.") { folder, dryRun };
        command.SetAction((parsed, cancellationToken) => DoAsync(
            terminal, (mediator, context) => ImportAsync(mediator, context, parsed.GetValue(folder)!, parsed.GetValue(dryRun), cancellationToken), cancellationToken));
        return command;
    }

    private static Command MakeExport(Terminal terminal)
    {
        var folder = new Argument<string>("FOLDER") { Description = "Thư mục để ghi các tệp CSV; được tạo nếu chưa có." };
        var command = new Command("export-directory", "Xuất cả danh mục; nhập lại các tệp này không thay đổi gì.") { folder };
        command.SetAction((parsed, cancellationToken) => DoAsync(
            terminal, (mediator, context) => ExportAsync(mediator, context, parsed.GetValue(folder)!, cancellationToken), cancellationToken));
        return command;
    }

    private static Command MakePrepare(Terminal terminal)
    {
        var role = new Option<string>("--role") { Required = true, Description = "Tài khoản PostgreSQL mà máy chủ sẽ dùng để chạy; không phải chủ sở hữu." };
        var command = new Command("prepare-database", "Bằng tài khoản chủ sở hữu: nâng cấp lược đồ và cấp cho tài khoản chạy máy chủ vừa đủ quyền.") { role };
        command.SetAction((parsed, cancellationToken) => WithAsync(terminal, engine => DatabaseStart.LetRunAsync(engine, parsed.GetValue(role)!, cancellationToken), cancellationToken));
        return command;
    }

    private static Command MakeUsage(Terminal terminal)
    {
        var command = new Command("usage", "Cho biết mỗi cơ quan có tài khoản đang giữ bao nhiêu, cơ quan giữ nhiều nhất trước.");
        command.SetAction((_, cancellationToken) => WithAsync(terminal, engine => UsageAsync(engine, cancellationToken), cancellationToken));
        return command;
    }

    /// <summary>A line for each organisation, and what each may keep.</summary>
    internal static async Task<Outcome<string>> UsageAsync(IServiceProvider engine, CancellationToken cancellationToken)
    {
        var room = engine.GetRequiredService<KeptRoom>();
        var used = await room.ReckonAllAsync(cancellationToken);
        var quota = room.Quota is { } most ? RoomFigure.Size(most) : "không giới hạn";
        return string.Join('\n', used.Select(one => $"{RoomFigure.Size(one.Room.Bytes)}\t{one.Room.Files} tệp\t{(one.Room.Percent is { } percent ? $"{percent}%" : "–")}\t{one.Key}\t{one.Name}").Append($"Mỗi cơ quan được giữ: {quota}."));
    }

    private static Command MakeTakeOut(Terminal terminal)
    {
        var folder = new Argument<string>("FOLDER") { Description = "Thư mục ngoài kho tệp, được tạo nếu chưa có; không tệp nào bị xóa." };
        var command = new Command("take-out-files", "Sau khi khôi phục từ bản sao lưu: chuyển các tệp mà cơ sở dữ liệu không còn nhắc đến ra một thư mục, qua hai lần chạy cách nhau một ngày.") { folder };
        command.SetAction((parsed, cancellationToken) => WithAsync(terminal, engine => TakeOutAsync(engine, parsed.GetValue(folder)!, cancellationToken), cancellationToken));
        return command;
    }

    private static async Task<Outcome<string>> TakeOutAsync(IServiceProvider engine, string folder, CancellationToken cancellationToken)
    {
        if (engine.GetRequiredService<FileStore>().IsWithin(folder))
        {
            return new Refusal("command.folder-in-store", RefusalKind.Invalid, $"Thư mục “{folder}” nằm trong kho tệp. Hãy chọn thư mục khác.");
        }

        try
        {
            System.IO.Directory.CreateDirectory(folder);
            var done = await engine.GetRequiredService<FileRound>().TakeOutAsync(folder, cancellationToken);
            return $"Đã chuyển {done.Taken} tệp vào {folder}, mỗi tệp mang tên là mã SHA-256 của nó. {done.PutBy} tệp vừa được để riêng: sau một ngày hãy chạy lại lệnh này để chuyển tiếp. {done.Young} tệp lưu chưa đủ một ngày, chưa động đến.";
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            return CommandFiles.Unwritable(folder, failure);
        }
    }

    /// <summary>Does work on the installation's own engine and says what came of it.</summary>
    public static Task<int> DoAsync(Terminal terminal, Func<IMediator, ActContext, Task<Outcome<string>>> work, CancellationToken cancellationToken) => WithAsync(
        terminal,
        async engine =>
        {
            await using var scope = engine.CreateAsyncScope();
            return await work(scope.ServiceProvider.GetRequiredService<IMediator>(), scope.ServiceProvider.GetRequiredService<ActContext>());
        },
        cancellationToken);

    private static async Task<int> WithAsync(Terminal terminal, Func<IServiceProvider, Task<Outcome<string>>> work, CancellationToken cancellationToken)
    {
        var configuration = new ConfigurationBuilder().SetBasePath(AppContext.BaseDirectory).AddJsonFile("appsettings.json", optional: true);
        ServerSettings.AddSources(configuration, []);
        var settings = ServerSettings.Read(configuration.Build());
        var said = settings.IsRefused ? settings.Refusal : await WithEngineAsync(settings.Value.Engine, terminal.Clock, work, cancellationToken);
        await (said.IsRefused ? terminal.Error : terminal.Out).WriteLineAsync(said.IsRefused ? said.Refusal.Message : said.Value);
        return said.IsRefused ? CommandLine.Refused : CommandLine.Good;
    }

    private static async Task<Outcome<string>> WithEngineAsync(EngineSettings settings, TimeProvider clock, Func<IServiceProvider, Task<Outcome<string>>> work, CancellationToken cancellationToken)
    {
        try
        {
            var services = new ServiceCollection().AddLogging().AddSingleton(clock).AddDispatchEngine(settings);
            await using var engine = services.BuildServiceProvider();
            await DatabaseStart.PrepareAsync(engine, cancellationToken);
            return await work(engine);
        }
        catch (Exception failure) when (ServerStart.RefusalOf(failure) is { } refusal)
        {
            return refusal;
        }
    }

    private static async Task<Outcome<string>> CreateAsync(
        IMediator mediator, ActContext context, string key, string user, string name, Terminal terminal, CancellationToken cancellationToken)
    {
        context.Actor = Actor.SystemFor(Installation.Id);
        var found = await mediator.Send(new FindBodies(Key: key), cancellationToken);
        if (found.IsRefused || found.Value.Items is not [var organisation])
        {
            return found.Refusal ?? new Refusal("directory.unknown-body", RefusalKind.Invalid, $"Danh mục không có cơ quan với khóa “{key}”. Hãy nhập danh mục trước: dispatch admin import-directory FOLDER.");
        }

        var password = await terminal.In.ReadLineAsync(cancellationToken) ?? "";
        context.Actor = Actor.SystemFor(organisation.Id);
        var added = await mediator.Send(new AddPerson(organisation.Id, null, name, "Quản trị viên", Role.Administrator, user, password), cancellationToken);
        return added.IsRefused ? added.Refusal : $"Đã tạo tài khoản quản trị “{added.Value.UserName}” của {added.Value.Organisation}.";
    }

    private static async Task<Outcome<string>> ImportAsync(IMediator mediator, ActContext context, string folder, bool dryRun, CancellationToken cancellationToken)
    {
        var texts = new List<string>();
        foreach (var (file, at) in DirectoryFiles.Names.Select((file, at) => (file, at)))
        {
            var path = Path.Combine(folder, file);
            if (at > 0 && !File.Exists(path))
            {
                texts.Add(DirectoryFiles.Empty(file));
                continue;
            }

            var bytes = await CommandFiles.ReadAsync(path, cancellationToken);
            if (bytes.IsRefused)
            {
                return bytes.Refusal with { Message = $"{file}: {bytes.Refusal.Message}" };
            }

            texts.Add(DocumentWords.OfSheet(bytes.Value));
        }

        context.Actor = Actor.SystemFor(Installation.Id);
        var import = DirectoryFiles.Import(texts);
        var imported = dryRun ? await mediator.Send(new PreviewDirectory(import), cancellationToken) : await mediator.Send(import, cancellationToken);
        return imported.IsRefused ? imported.Refusal : Told(imported.Value, dryRun);
    }

    private static string Told(DirectoryImported imported, bool dryRun)
    {
        var sum = $"{imported.BodiesAdded} cơ quan, đơn vị; {imported.GroupsAdded} nhóm; {imported.MembersAdded} thành viên; {imported.DetailsAdded} tên, mã, chức vụ; {imported.Changes.Count} thay đổi.";
        return dryRun
            ? string.Join('\n', [.. imported.Added.Select(line => $"+ {line}"), .. imported.Changes.Select(change => $"~ {change.Key} {change.Field}: {change.Before ?? "(trống)"} → {change.After ?? "(trống)"}"), "Chưa lưu gì. Sẽ nhập: " + sum])
            : "Đã nhập: " + sum;
    }

    private static async Task<Outcome<string>> ExportAsync(IMediator mediator, ActContext context, string folder, CancellationToken cancellationToken)
    {
        context.Actor = Actor.SystemFor(Installation.Id);
        var files = await mediator.Send(new ExportDirectory(), cancellationToken);
        if (files.IsRefused)
        {
            return files.Refusal;
        }

        try
        {
            System.IO.Directory.CreateDirectory(folder);
            foreach (var (name, text) in DirectoryFiles.Of(files.Value))
            {
                await File.WriteAllTextAsync(Path.Combine(folder, name), text, cancellationToken);
            }
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            return CommandFiles.Unwritable(folder, failure);
        }

        return $"Đã xuất danh mục vào {folder}: {string.Join(", ", DirectoryFiles.Names)}.";
    }
}
