using Dispatch.Engine.Auditing;
using Dispatch.Engine.Copying;
using Dispatch.Engine.Directory;
using Dispatch.Engine.Directory.Accounts;
using Dispatch.Engine.Distributing;
using Dispatch.Engine.Exchanging;
using Dispatch.Engine.Issuing;
using Dispatch.Engine.Kernel;
using Dispatch.Engine.Lifecycle;
using Dispatch.Engine.Numbering;
using Dispatch.Engine.Persistence;
using Dispatch.Engine.Recalling;
using Dispatch.Engine.Receiving;
using Dispatch.Engine.Registering;
using Dispatch.Engine.Signing;
using Dispatch.Engine.Tracing;
using Dispatch.Engine.Workflows;
using Dispatch.Engine.Workflows.Changing;
using Dispatch.Engine.Workflows.Deadlines;
using Dispatch.Engine.Workflows.Incidents;
using MediatR;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.EntityFrameworkCore.Migrations;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Npgsql;

namespace Dispatch.Engine;

/// <summary>The engine, put together: what an office can do is the list of handlers found here.</summary>
public static class EngineServices
{
    /// <summary>Adds the engine: its database, its files, its procedures and every act and question.</summary>
    /// <param name="services">The host's services; a <see cref="TimeProvider"/> must be among them.</param>
    /// <param name="settings">Where things are.</param>
    public static IServiceCollection AddDispatchEngine(this IServiceCollection services, EngineSettings settings)
    {
        services.AddSingleton(settings);
        services.AddDatabase(settings);
        services.AddSingleton(_ => new FileStore(settings.FilesFolder));
        services.AddSingleton<FileRound>();
        services.AddSingleton<KeptRoom>();
        services.AddSingleton(_ => WorkflowCatalog.Load(settings.WorkflowsFolder));
        services.AddSingleton(new PasswordRounds(settings.PasswordRounds));
        services.AddSingleton<Passwords>();
        services.AddSingleton(settings.Accounts);
        services.AddAccounts(settings);
        services.AddSingleton<DemoMark>();
        services.TryAddSingleton<CrashPoints>();
        services.AddSingleton<OutboxCarrier>();
        services.AddSingleton<NewsReader>();
        services.AddScoped<ActContext>();
        services.AddScoped<LeafWriter>();
        services.AddScoped<AccessWatch>();
        services.AddScoped<DirectoryImporter>();
        services.AddScoped<DirectoryLookup>();
        services.AddSingleton<DirectoryMemory>();
        services.AddScoped<IDirectoryLookup, RememberedDirectory>();
        services.AddPapers(settings);
        services.AddSigning();
        services.AddProcedures();
        return services.AddRequests();
    }

    private static void AddPapers(this IServiceCollection services, EngineSettings settings)
    {
        services.AddScoped<RecipientReader>();
        services.AddScoped<DistributionDesk>();
        services.AddScoped<RecipientChannels>();
        services.AddSingleton<OpenedKeys>();
        services.AddScoped<ReceiptDesk>();
        services.AddScoped<ArrivalDesk>();
        services.AddScoped<EntryDesk>();
        services.AddSingleton(new InstallationSecret(settings.DataFolder));
        services.AddSingleton<IOutsideChannel, MailNotice>();
        services.AddSingleton<IOutsideChannel, ExchangeOut>();
        services.AddSingleton<MalwareScanner>();
        services.AddSingleton<ExchangeIn>();
        services.AddSingleton<HeadLetters>();
        services.AddScoped<NumberingDesk>();
        services.AddSingleton(_ => new Witness(settings.WitnessFolder));
        services.AddSingleton<HeadRound>();
        services.AddSingleton<AuditLine>();
        services.AddSingleton<IndexProgress>();
        services.AddSingleton<IndexRound>();
        services.AddScoped(typeof(PaperDesk<,>));
        services.AddSingleton<PaperPress>();
        services.AddScoped<SheetDesk>();
        services.AddScoped<ActFiles>();
        services.AddScoped<CopyDesk>();
        services.AddScoped<CopyNotices>();
        services.AddScoped(provider => new Lazy<CopyDesk>(provider.GetRequiredService<CopyDesk>));
        services.AddScoped<LookedAtSource>();
        services.AddScoped<IBeforehand<ApproveCopy>, ApproveCopyBeforehand>();
        services.AddScoped<IBeforehand<CompleteCopySeal>, CompleteCopySealBeforehand>();
        services.AddScoped<RecallWatch>();
        services.AddScoped<RecallDesk>();
        services.AddScoped<SealDesk>();
        services.AddScoped<PaperLinks>();
        services.AddSingleton<ReadingsOfToday>();
    }

    private static void AddSigning(this IServiceCollection services)
    {
        services.AddScoped<AuthorityDesk>();
        services.AddScoped<SigningDesk>();
        services.AddScoped<DispatchSigning>();
        services.AddScoped<SignatoryDesk>();
        services.AddScoped<VerificationDesk>();
        services.AddSingleton<ArrivalVerdicts>();
        services.AddSingleton<VerificationRound>();
        services.AddScoped<FinishedVerification>();
        services.AddScoped<IBeforehand<VerifyIncoming>, VerifyIncomingBeforehand>();
        services.AddScoped<FinishedSignature>();
        services.AddScoped<IBeforehand<CompleteSigning>, CompleteSigningBeforehand>();
        services.TryAddSingleton<ISigningServices, NoSigningServices>();
        services.AddSingleton<HeldKeySigning>();
    }

    private static void AddProcedures(this IServiceCollection services)
    {
        services.AddScoped<BegunMatters>();
        services.AddScoped<DraftPeopleDesk>();
        services.AddScoped<RouteDesk>();
        services.AddScoped<RunKeeper>();
        services.AddScoped<OfficeWork>();
        services.AddScoped<TaskDesk>();
        services.AddScoped<PaperNames>();
        services.AddScoped<IncidentDesk>();
        services.AddScoped<MigrationPlan>();
        services.AddScoped<DueDesk>();
        services.AddScoped<CalendarDesk>();
        services.AddSingleton<CalendarShelf>();
        services.AddSingleton<DueRound>();
        services.AddScoped<ReminderDesk>();
        services.AddSingleton<ReminderRound>();
    }

    private static void AddAccounts(this IServiceCollection services, EngineSettings settings)
    {
        // The keys that seal cookies, tokens and second factors: in the data folder, which every node shares.
        var ring = services.AddDataProtection().SetApplicationName("dispatch");
        var folder = new KeyRingFolder(settings.KeysFolder);
        services.AddSingleton(folder);
        services.Configure<KeyManagementOptions>(options => options.XmlRepository = folder);
        if (settings.KeyRingCertificate is { } certificate)
        {
            ring.ProtectKeysWithCertificate(certificate).UnprotectKeysWithAnyCertificate(certificate);
        }

        services.TryAddSingleton<ILookupNormalizer, UpperInvariantLookupNormalizer>();
        services.AddSingleton<PasswordRules>();
        services.AddScoped<PersonStore>();
        services.AddScoped<AccountKeeper>();
        services.AddScoped<SessionDesk>();
    }

    /// <summary>The mediator and its pipeline, in the order in which a request passes it.</summary>
    private static IServiceCollection AddRequests(this IServiceCollection services)
    {
        services.AddScoped<ServiceFactory>(provider => provider.GetService!);
        services.AddScoped<IMediator, Mediator>();
        services.AddScoped(typeof(IPipelineBehavior<,>), typeof(MeterBehaviour<,>));
        services.AddScoped(typeof(IPipelineBehavior<,>), typeof(WhoBehaviour<,>));
        services.AddScoped(typeof(IPipelineBehavior<,>), typeof(ReadingBehaviour<,>));
        services.AddScoped(typeof(IPipelineBehavior<,>), typeof(ShapeBehaviour<,>));
        services.AddScoped(typeof(IPipelineBehavior<,>), typeof(BeforehandBehaviour<,>));
        services.AddScoped(typeof(IPipelineBehavior<,>), typeof(TransactionBehaviour<,>));
        foreach (var handler in typeof(EngineServices).Assembly.GetTypes().Where(type => type is { IsClass: true, IsAbstract: false }))
        {
            foreach (var contract in handler.GetInterfaces().Where(i => i.IsGenericType && i.GetGenericTypeDefinition() == typeof(IRequestHandler<,>)))
            {
                services.AddScoped(contract, handler);
            }
        }

        return services;
    }

    /// <summary>The contexts alone, and what they stand on.</summary>
    internal static void AddDatabase(this IServiceCollection services, EngineSettings settings)
    {
        switch (settings.Provider)
        {
            case DatabaseProvider.Sqlite:
                Add<SqliteDispatchDbContext, SqliteDialect>(services, (provider, options) => options.UseSqlite(settings.ConnectionString).ReplaceService<IMigrationsSqlGenerator, SqliteSchema>()
                    .AddInterceptors(provider.GetRequiredService<SqliteConnections>()), oneWriter: true);
                services.AddSingleton(_ => new SqliteConnections(settings.ConnectionString));
                break;
            case DatabaseProvider.PostgreSql:
                Add<PostgreSqlDispatchDbContext, PostgreSqlDialect>(services, (_, options) => options.UseNpgsql(Prepared(settings.ConnectionString)).AddInterceptors(ReachTeller.Instance), oneWriter: false);
                break;
            case DatabaseProvider.SqlServer:
                Add<SqlServerDispatchDbContext, SqlServerDialect>(services, (_, options) => options.UseSqlServer(settings.ConnectionString), oneWriter: false);
                break;
            default:
                throw new ArgumentOutOfRangeException(nameof(settings), settings.Provider, "Not a database this engine knows.");
        }
    }

    /// <summary>
    /// What is asked again and again is prepared on the server once a connection (0 behind a pooler that cannot keep it), and two nodes fit into the hundred connections a server has unless it is told otherwise: who
    /// finds none free waits, and is not refused by the server. Both unless the office says how many itself.
    /// </summary>
    internal static string Prepared(string connectionString)
    {
        var connection = new NpgsqlConnectionStringBuilder(connectionString);
        // By the names the driver gives its parts, however the office wrote them.
        var said = new System.Data.Common.DbConnectionStringBuilder { ConnectionString = connection.ConnectionString };
        if (!said.ContainsKey("Max Auto Prepare"))
        {
            connection.MaxAutoPrepare = 200;
        }

        if (!said.ContainsKey("Maximum Pool Size"))
        {
            connection.MaxPoolSize = 40;
        }

        return connection.ConnectionString;
    }

    private static void Add<TContext, TDialect>(IServiceCollection services, Action<IServiceProvider, DbContextOptionsBuilder> use, bool oneWriter)
        where TContext : DispatchDbContext
        where TDialect : Dialect
    {
        services.AddDbContextPool<TContext>((provider, options) =>
        {
            use(provider, options);
            // A count up to a bound needs no order, and EF would warn of each in the office's log; that lists have one, their tests hold.
            // What it throws whoever catches it tells; told here as well, a database that is gone fills the log with a page for each question.
            options.ConfigureWarnings(warnings => warnings.Ignore(
                CoreEventId.RowLimitingOperationWithoutOrderByWarning, CoreEventId.QueryIterationFailed, CoreEventId.SaveChangesFailed, RelationalEventId.ConnectionError, RelationalEventId.TransactionError,
                RelationalEventId.CommandError));
        });
        services.AddScoped<DispatchDbContext>(provider =>
        {
            var db = provider.GetRequiredService<TContext>();
            db.Serve(provider.GetRequiredService<ActContext>());
            return db;
        });
        services.AddSingleton<Dialect, TDialect>();
        services.AddSingleton(_ => new WriterQueue(oneWriter));
    }
}
