using System.CommandLine;
using Dispatch.Api.Http;
using Dispatch.Engine;
using Dispatch.Engine.Directory;
using Dispatch.Engine.Kernel;
using Dispatch.Engine.Persistence;
using MediatR;

namespace Dispatch.Api.Commands;

/// <summary>The first administrator of an organisation: made at the machine, by whoever holds its data folder, not over the network.</summary>
internal static class AdminCommand
{
    public static Command Make(Terminal terminal) => new("admin", "Quản trị tại chỗ.") { MakeCreate(terminal), MakeImport(terminal) };

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
        var folder = new Argument<string>("FOLDER") { Description = "Thư mục có bodies.csv, groups.csv, members.csv." };
        var command = new Command("import-directory", "Nhập danh mục cơ quan, nhóm và thành viên; không xóa gì.") { folder };
        command.SetAction((parsed, cancellationToken) => DoAsync(
            terminal, (mediator, context) => ImportAsync(mediator, context, parsed.GetValue(folder)!, cancellationToken), cancellationToken));
        return command;
    }

    /// <summary>Does work on the installation's own engine and says what came of it.</summary>
    public static async Task<int> DoAsync(Terminal terminal, Func<IMediator, ActContext, Task<Outcome<string>>> work, CancellationToken cancellationToken)
    {
        var configuration = new ConfigurationBuilder().SetBasePath(AppContext.BaseDirectory).AddJsonFile("appsettings.json", optional: true);
        ServerSettings.AddSources(configuration, []);
        var settings = ServerSettings.Read(configuration.Build());
        var said = settings.IsRefused ? settings.Refusal : await WithEngineAsync(settings.Value.Engine, terminal.Clock, work, cancellationToken);
        await (said.IsRefused ? terminal.Error : terminal.Out).WriteLineAsync(said.IsRefused ? said.Refusal.Message : said.Value);
        return said.IsRefused ? CommandLine.Refused : CommandLine.Good;
    }

    private static async Task<Outcome<string>> WithEngineAsync(EngineSettings settings, TimeProvider clock, Func<IMediator, ActContext, Task<Outcome<string>>> work, CancellationToken cancellationToken)
    {
        var services = new ServiceCollection().AddLogging().AddSingleton(clock).AddDispatchEngine(settings);
        await using var engine = services.BuildServiceProvider();
        await DatabaseStart.PrepareAsync(engine, cancellationToken);
        await using var scope = engine.CreateAsyncScope();
        return await work(scope.ServiceProvider.GetRequiredService<IMediator>(), scope.ServiceProvider.GetRequiredService<ActContext>());
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

    private static async Task<Outcome<string>> ImportAsync(IMediator mediator, ActContext context, string folder, CancellationToken cancellationToken)
    {
        var texts = new List<string>();
        foreach (var file in new[] { "bodies.csv", "groups.csv", "members.csv" })
        {
            var bytes = await CommandFiles.ReadAsync(Path.Combine(folder, file), cancellationToken);
            if (bytes.IsRefused)
            {
                return bytes.Refusal with { Message = $"{file}: {bytes.Refusal.Message}" };
            }

            texts.Add(System.Text.Encoding.UTF8.GetString(bytes.Value).TrimStart('\uFEFF'));
        }

        context.Actor = Actor.SystemFor(Installation.Id);
        var imported = await mediator.Send(new ImportDirectory(texts[0], texts[1], texts[2]), cancellationToken);
        return imported.IsRefused
            ? imported.Refusal
            : $"Đã nhập: {imported.Value.BodiesAdded} cơ quan, đơn vị; {imported.Value.GroupsAdded} nhóm; {imported.Value.MembersAdded} thành viên; {imported.Value.Changes.Count} thay đổi.";
    }
}
