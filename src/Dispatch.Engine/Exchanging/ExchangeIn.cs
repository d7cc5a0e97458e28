using System.Collections.Concurrent;
using System.Data.Common;
using System.Text.Json;
using Dispatch.Engine.Auditing;
using Dispatch.Engine.Copying;
using Dispatch.Engine.Directory;
using Dispatch.Engine.Distributing;
using Dispatch.Engine.Kernel;
using Dispatch.Engine.Lifecycle;
using Dispatch.Engine.Persistence;
using MediatR;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Dispatch.Engine.Exchanging;

/// <summary>Fetches what partners put into their folders. A file is put away only after what it brought is committed; what cannot be believed is put aside and an administrator is told.</summary>
public sealed class ExchangeIn(IServiceScopeFactory scopes, EngineSettings settings, FileStore files, MalwareScanner scanner, TimeProvider clock, ILogger<ExchangeIn> logger)
{
    /// <summary>No receipt, no notice and no letter about the logs is longer.</summary>
    private const int MostAnswer = 100_000;

    /// <summary>So often a file is tried that fails by itself, not by the disk or the database.</summary>
    private const int Tries = 3;

    /// <summary>What suffers when it is silent is every package, which is one trouble.</summary>
    private const string Scanner = "scanner";

    private readonly ConcurrentDictionary<string, int> failed = new(StringComparer.Ordinal);
    private readonly Troubles troubles = new(TimeSpan.FromMinutes(10), clock);

    /// <summary>Takes in everything that waits in any partner's folder. Gives how many files were taken in.</summary>
    public async Task<int> FetchAsync(CancellationToken cancellationToken)
    {
        if (settings.ExchangeFolder is not { } root || !System.IO.Directory.Exists(root))
        {
            return 0;
        }

        var taken = 0;
        foreach (var partner in await PartnersAsync(cancellationToken))
        {
            var folders = new ExchangeFolders(root, partner.Address!);
            foreach (var path in WaitingIn(folders))
            {
                taken += await FetchAsync(folders, path, partner, cancellationToken) ? 1 : 0;
            }
        }

        return taken;
    }

    /// <summary>One partner's folder that cannot be listed holds up that partner and no other; it is tried again at the next round.</summary>
    private IReadOnlyList<string> WaitingIn(ExchangeFolders folders)
    {
        try
        {
            var waiting = folders.Waiting();
            if (troubles.Over(folders.In) is { } over)
            {
                logger.LogInformation("The folder of a partner can be listed again: {Folder}, not since {Since}", folders.In, over.Since);
            }

            return waiting;
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            if (troubles.IsNews(folders.In, failure.GetType().Name))
            {
                logger.LogError(failure, "The folder of a partner cannot be listed, what it put there waits: {Folder}", folders.In);
            }

            return [];
        }
    }

    private async Task<IReadOnlyList<RecipientChannel>> PartnersAsync(CancellationToken cancellationToken)
    {
        await using var scope = scopes.OpenAsInstallation();
        return await RecipientChannels.ToPartners(scope.ServiceProvider.GetRequiredService<DispatchDbContext>()).ToListAsync(cancellationToken);
    }

    private async Task<bool> FetchAsync(ExchangeFolders folders, string path, RecipientChannel partner, CancellationToken cancellationToken)
    {
        try
        {
            var refusal = Path.GetExtension(path) switch
            {
                ExchangeFolders.PackageEnding => await PackageAsync(path, partner, cancellationToken),
                ExchangeFolders.NoticeEnding => (await AnswerAsync<SignedCopyNotice, Id<CertifiedCopy>>(path, partner, notice => new RecordCopyNotice(notice), cancellationToken)).Refusal,
                ExchangeFolders.HeadEnding => await HeadAsync(path, partner, cancellationToken),
                _ => (await AnswerAsync<SignedReceipt, DeliveryState>(path, partner, receipt => new RecordReceipt(receipt), cancellationToken)).Refusal,
            };
            if (refusal is null)
            {
                folders.Finish(path);
                troubles.Over(path);
                return true;
            }

            await PutAsideAsync(folders, path, partner, refusal, cancellationToken);
        }
        catch (Exception failure) when (failure is not OperationCanceledException && !Outages.IsDatabaseGone(failure))
        {
            if (troubles.IsNews(failure is ScannerSilentException ? Scanner : path, failure.GetType().Name))
            {
                logger.LogError(failure, "A file of a partner could not be fetched: {File}", Path.GetFileName(path));
            }

            await FailAsync(folders, path, partner, failure, cancellationToken);
        }

        return false;
    }

    /// <summary>What the disk or the database could not do is tried again at the next round, for as long as it takes; a file that fails by itself is put aside in the end.</summary>
    private async Task FailAsync(ExchangeFolders folders, string path, RecipientChannel partner, Exception failure, CancellationToken cancellationToken)
    {
        if (IsOfTheHouse(failure) || failed.AddOrUpdate(path, 1, (_, before) => before + 1) < Tries)
        {
            return;
        }

        try
        {
            await PutAsideAsync(folders, path, partner, DistributingRefusals.BadPackage("hệ thống không xử lý được, chi tiết ở nhật ký máy chủ"), cancellationToken);
        }
        catch (Exception again) when (again is not OperationCanceledException)
        {
            logger.LogError(again, "A file of a partner could not be put aside: {File}", Path.GetFileName(path));
        }
    }

    private static bool IsOfTheHouse(Exception failure)
    {
        for (var cause = failure; cause is not null; cause = cause.InnerException)
        {
            if (cause is IOException or UnauthorizedAccessException or TimeoutException or DbException)
            {
                return true;
            }
        }

        return false;
    }

    private async Task PutAsideAsync(ExchangeFolders folders, string path, RecipientChannel partner, Refusal refusal, CancellationToken cancellationToken)
    {
        await AlarmAsync(path, partner, refusal, cancellationToken);
        folders.Refuse(path, refusal.Message);
        failed.TryRemove(path, out _);
        troubles.Over(path);
    }

    private async Task<Refusal?> PackageAsync(string path, RecipientChannel partner, CancellationToken cancellationToken)
    {
        if (new FileInfo(path).Length > ExchangePackage.MostBytes)
        {
            return DistributingRefusals.BadPackage("lớn hơn 250 MB");
        }

        await using var file = File.OpenRead(path);
        var package = ExchangePackage.Read(file);
        if (package.IsRefused)
        {
            return package.Refusal;
        }

        var read = package.Value;
        if (Words(read).Select(TextGuard.Flaw).FirstOrDefault(flaw => flaw is not null) is { } forbidden)
        {
            return forbidden;
        }

        // Nothing is kept that the partner did not sign.
        if (!await IsOfAsync(partner, read, cancellationToken))
        {
            return DistributingRefusals.NotOfPartner;
        }

        if ((await scanner.FlawAsync(read.Content, cancellationToken) ?? await scanner.FlawAsync(read.Sheet, cancellationToken)) is { } malware)
        {
            return malware;
        }

        troubles.Over(Scanner);
        await files.PutAsync(read.Content, cancellationToken);
        if (read.Sheet is { } sheet)
        {
            await files.PutAsync(sheet, cancellationToken);
        }

        return (await SendAsync(partner, new AcceptPackage(partner.BodyId, read.ManifestText, read.KeyId, read.Signature), cancellationToken)).Refusal;
    }

    private async Task<bool> IsOfAsync(RecipientChannel partner, ExchangePackage package, CancellationToken cancellationToken)
    {
        await using var scope = scopes.OpenAsInstallation();
        var keys = await scope.ServiceProvider.GetRequiredService<ReceiptDesk>().KeysForAsync(partner.OrganisationId, [partner.BodyId], cancellationToken);
        return ReceiptDesk.IsSignedBy(package.ManifestText, package.KeyId, package.Signature, keys[partner.BodyId]);
    }

    private static IEnumerable<string?> Words(ExchangePackage package) =>
        package.Sheet is { } sheet ? package.Manifest.Texts().Append(System.Text.Encoding.UTF8.GetString(sheet)) : package.Manifest.Texts();

    /// <summary>A letter about the logs; what it says of ours is told to the administrator, though the letter itself is as it should be.</summary>
    private async Task<Refusal?> HeadAsync(string path, RecipientChannel partner, CancellationToken cancellationToken)
    {
        var taken = await AnswerAsync<HeadLetter, HeadTaken>(path, partner, letter => new TakeHead(partner.BodyId, letter), cancellationToken);
        if (taken is { IsRefused: false, Value.NotOurs: { } size })
        {
            await AlarmAsync(path, partner, KeptHeadRefusals.OwnChanged(size), cancellationToken);
        }

        return taken.Refusal;
    }

    /// <summary>What a partner answers: a receipt, what was made of the paper, or how the logs stand.</summary>
    private async Task<Outcome<T>> AnswerAsync<TAnswer, T>(string path, RecipientChannel partner, Func<TAnswer, IRequest<Outcome<T>>> request, CancellationToken cancellationToken)
    {
        try
        {
            return new FileInfo(path).Length > MostAnswer
                ? DistributingRefusals.BadPackage("phản hồi quá dài")
                : await SendAsync(partner, request(KernelJson.ReadStrangers<TAnswer>(await File.ReadAllBytesAsync(path, cancellationToken))), cancellationToken);
        }
        catch (JsonException)
        {
            return DistributingRefusals.BadPackage("phản hồi không đọc được");
        }
    }

    private async Task<Outcome<T>> SendAsync<T>(RecipientChannel partner, IRequest<Outcome<T>> request, CancellationToken cancellationToken)
    {
        await using var scope = scopes.OpenAsInstallation();
        scope.ServiceProvider.GetRequiredService<ActContext>().Actor = Actor.SystemFor(partner.OrganisationId);
        return await scope.ServiceProvider.GetRequiredService<IMediator>().Send(request, cancellationToken);
    }

    private Task<Outcome<bool>> AlarmAsync(string path, RecipientChannel partner, Refusal refusal, CancellationToken cancellationToken)
    {
        var name = Path.GetFileName(path);
        var key = Guid.TryParse(name.AsSpan(0, Math.Min(36, name.Length)), out var id) ? id : Guid.Empty;
        return SendAsync(partner, new RaiseAlarm(key, partner.BodyId, refusal.Code, refusal.Message, name.Length > 100 ? name[..100] : name), cancellationToken);
    }
}
