using System.Data.Common;
using System.Net.Sockets;
using Dispatch.Api.Demo;
using Dispatch.Api.Signing;
using Dispatch.Engine.Auditing;
using Dispatch.Engine.Directory;
using Dispatch.Engine.Distributing;
using Dispatch.Engine.Kernel;
using Dispatch.Engine.Persistence;
using Dispatch.Engine.Signing;
using Dispatch.Engine.Workflows;
using Microsoft.AspNetCore.Connections;
using Microsoft.EntityFrameworkCore;

namespace Dispatch.Api.Http;

/// <summary>What happens between building the server and opening its door.</summary>
internal static class ServerStart
{
    private static readonly Refusal NoWall = new(
        "start.database-role", RefusalKind.Invalid,
        "Tài khoản PostgreSQL của DISPATCH_Database__ConnectionString là superuser hoặc có BYPASSRLS, nên bức tường thứ hai giữa các cơ quan trong cơ sở dữ liệu không có tác dụng. "
        + "Hãy tạo tài khoản thường (CREATE ROLE dispatch LOGIN PASSWORD '…'), giao cơ sở dữ liệu cho tài khoản đó (ALTER DATABASE … OWNER TO dispatch; REASSIGN OWNED BY … TO dispatch) và đặt lại chuỗi kết nối.");

    /// <summary>Prepares the database, and in Development the demonstration. A refusal says why the server cannot start; it needs no stack trace.</summary>
    /// <param name="app">The server; its addresses may be mapped meanwhile.</param>
    /// <param name="settings">What the installation sets.</param>
    /// <param name="model">The model of the database, on its way.</param>
    /// <param name="output">Hears when the door is open.</param>
    /// <param name="cancellationToken">Stops before the next step.</param>
    public static async Task<Refusal?> PrepareAsync(WebApplication app, ServerSettings settings, Task model, TextWriter output, CancellationToken cancellationToken)
    {
        app.Lifetime.ApplicationStarted.Register(() => output.WriteLine($"Dispatch đã sẵn sàng tại {string.Join(", ", app.Urls)} (mô tả API: /openapi/v1.json). Dừng: Ctrl+C."));
        try
        {
            await DatabaseStart.PrepareAsync(app.Services, model, cancellationToken);
            if (!await DatabaseStart.HoldsApartAsync(app.Services, cancellationToken))
            {
                if (app.Environment.IsProduction())
                {
                    return NoWall;
                }

                app.Lifetime.ApplicationStarted.Register(() => output.WriteLine(NoWall.Message));
            }

            if (app.Environment.IsDevelopment())
            {
                await DemoPlay.PrepareAsync(settings.Engine, settings.Signing.Address, output, new CrashPoints(), cancellationToken);
                app.Lifetime.ApplicationStarted.Register(() => TellAccounts(output));
            }
            else if (!await HasPeopleAsync(app.Services, cancellationToken))
            {
                app.Lifetime.ApplicationStarted.Register(() => output.WriteLine(
                    "Chưa có tài khoản nào. Trên máy chủ, cùng cấu hình này: dispatch admin import-directory FOLDER, rồi dispatch admin create --organisation-key KEY --user NAME."));
            }

            return null;
        }
        catch (Exception failure) when (RefusalOf(failure) is { } refusal)
        {
            return refusal;
        }
    }

    /// <summary>Why an engine cannot start, where that is known; the server and the commands at the machine say it alike. Null for a fault of the program.</summary>
    public static Refusal? RefusalOf(Exception failure) => failure switch
    {
        UnsoundWorkflowException => new Refusal("start.unsound-workflow", RefusalKind.Invalid, failure.Message),
        UnfitDatabaseException => new Refusal("start.database", RefusalKind.Invalid, failure.Message),
        DamagedWitnessException => new Refusal("start.witness", RefusalKind.Invalid, failure.Message),
        DemoStoppedException => new Refusal("start.demonstration", RefusalKind.Invalid, failure.Message),
        ForeignSecretException => new Refusal("start.secret", RefusalKind.Invalid, failure.Message),
        WitnessHeldException => new Refusal("start.witness", RefusalKind.Invalid, failure.Message),
        DamagedKeyRingException => new Refusal("start.key-ring", RefusalKind.Invalid, failure.Message),
        DatabaseRoleException => new Refusal("start.database-role", RefusalKind.Invalid, failure.Message),
        _ when Outages.Of(failure) is { Code: "storage.full" } => new Refusal(
            "start.storage", RefusalKind.Invalid, $"Ổ đĩa hết chỗ khi khởi động ({failure.Message}). Hãy dọn ổ đĩa của thư mục dữ liệu (hoặc của máy chủ cơ sở dữ liệu) rồi chạy lại; phần đã lưu còn nguyên và việc dở dang được làm tiếp."),
        _ when Outages.Of(failure) is { Code: "storage.unwritable" } => new Refusal(
            "start.storage", RefusalKind.Invalid, $"Không đọc hoặc ghi được tệp khi khởi động ({failure.Message}). Hãy kiểm tra ổ đĩa và quyền của tài khoản chạy máy chủ trên thư mục dữ liệu rồi chạy lại."),
        DbException => new Refusal(
            "start.database", RefusalKind.Invalid,
            $"Không dùng được cơ sở dữ liệu: {failure.Message} Hãy kiểm tra DISPATCH_Database__Provider, DISPATCH_Database__ConnectionString và quyền truy cập."),
        _ => null,
    };

    /// <summary>Makes the endpoints of every address mapped so far, as the first look at them would; what that compiles and reads is then there when the door is opened.</summary>
    public static void MakeEndpoints(this IEndpointRouteBuilder routes)
    {
        foreach (var source in routes.DataSources)
        {
            _ = source.Endpoints;
        }
    }

    /// <summary>An installation that was played before there were keys has no authority, and nothing to serve; so has one that is in use.</summary>
    public static void MapDemoAuthority(this WebApplication app)
    {
        if (app.Environment.IsDevelopment() && app.Services.GetService<ISigningServices>() is KeyCabinet { Development: { } authority })
        {
            app.MapDemoAuthority(authority, app.Services.GetRequiredService<TimeProvider>());
        }
    }

    /// <summary>Serves until it is stopped. Gives the exit code.</summary>
    public static async Task<int> RunAsync(WebApplication app, TextWriter error, CancellationToken cancellationToken)
    {
        // Once it has ended, the program has no services left to ask.
        var addresses = app.Configuration[WebHostDefaults.ServerUrlsKey];
        try
        {
            await app.RunAsync(cancellationToken);
            return Commands.CommandLine.Good;
        }
        catch (IOException taken) when (taken.InnerException is AddressInUseException)
        {
            await error.WriteLineAsync($"{taken.Message} Hãy dừng chương trình đang dùng địa chỉ đó, hoặc đặt DISPATCH_Urls sang địa chỉ khác.");
            return Commands.CommandLine.Refused;
        }
        catch (InvalidOperationException unset) when (unset.Message.StartsWith("Unable to configure HTTPS endpoint", StringComparison.Ordinal))
        {
            await error.WriteLineAsync("Địa chỉ https cần chứng thư của máy chủ mà chưa có. Hãy đặt ASPNETCORE_Kestrel__Certificates__Default__Path (và …__Password), hoặc đặt lại DISPATCH_Urls.");
            return Commands.CommandLine.Refused;
        }
        catch (SocketException unbound)
        {
            await error.WriteLineAsync($"Không mở được địa chỉ phục vụ {addresses} ({unbound.Message}). Hãy kiểm tra máy này có địa chỉ đó và tài khoản chạy máy chủ được dùng cổng đó, hoặc đặt lại DISPATCH_Urls.");
            return Commands.CommandLine.Refused;
        }
    }

    private static async Task<bool> HasPeopleAsync(IServiceProvider services, CancellationToken cancellationToken)
    {
        await using var scope = services.GetRequiredService<IServiceScopeFactory>().OpenAsInstallation();
        return await scope.ServiceProvider.GetRequiredService<DispatchDbContext>().Set<Person>().AnyAsync(cancellationToken);
    }

    private static void TellAccounts(TextWriter output)
    {
        output.WriteLine($"Tài khoản trình diễn (mật khẩu chung: {DemoPeople.Password}):");
        foreach (var person in DemoPeople.All)
        {
            output.WriteLine($"  {person.UserName,-22}{person.FullName}, {person.Title}");
        }
    }
}
