using System.Security.Cryptography;
using System.Text;
using Dispatch.Engine.Directory;
using Dispatch.Engine.Kernel;
using Dispatch.Engine.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Dispatch.Engine.Distributing;

/// <summary>A receipt on its way out.</summary>
/// <param name="GiverId">Who received.</param>
/// <param name="SenderId">Who sent, and is told.</param>
/// <param name="Via">By which way the paper came; the receipt goes back by the same.</param>
/// <param name="News">What is told.</param>
internal sealed record GivenReceipt(Id<Body> GiverId, Id<Body> SenderId, DeliveryChannel Via, ReceiptNews News);

/// <summary>Gives receipts and believes them: signs with the receiver's key, keeps the evidence, writes the news; and checks what others signed against the key that stands here for them.</summary>
internal sealed class ReceiptDesk(DispatchDbContext db, OpenedKeys opened, TimeProvider clock)
{
    /// <summary>Below this many a second core is not worth its waking.</summary>
    private const int Few = 8;

    private static readonly HeldQuestion<ReceiptKey> OwnKeys = new(nameof(ReceiptKey.OrganisationId));

    /// <summary>What giving a receipt will ask.</summary>
    public HeldAsking Foreseen(Id<Body> giver) => OwnKeys.Of(db, giver);

    /// <summary>Signs, keeps and sends one.</summary>
    public async Task<SignedReceipt> GiveAsync(GivenReceipt receipt, CancellationToken cancellationToken) => (await GiveAsync([receipt], cancellationToken))[0];

    /// <summary>Signs, keeps and sends receipts, in the given order.</summary>
    public async Task<IReadOnlyList<SignedReceipt>> GiveAsync(IReadOnlyList<GivenReceipt> receipts, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var keys = await OwnKeysAsync([.. receipts.Select(receipt => receipt.GiverId).Distinct()], now, cancellationToken);
        var signed = OnEveryCore(receipts, receipt => Sign(keys[receipt.GiverId], receipt.News));
        await db.AddManyAsync([.. signed.Zip(receipts, (proof, receipt) => KeptReceipt.Of(proof, receipt.GiverId, now))], cancellationToken);
        await db.AddManyAsync([.. signed.Zip(receipts, (proof, receipt) => Message(proof, receipt, now))], cancellationToken);
        return signed;
    }

    /// <summary>The keys by which one organisation believes others: those of this installation's own, old ones too, and those it wrote down for partners.</summary>
    public async Task<ILookup<Id<Body>, ReceiptKey>> KeysForAsync(Id<Body> believer, IReadOnlyCollection<Id<Body>> others, CancellationToken cancellationToken)
    {
        var own = await db.Set<ReceiptKey>().AsNoTracking().Where(key => others.Contains(key.OrganisationId)).ToListAsync(cancellationToken);
        var partners = await db.Set<RecipientChannel>().AsNoTracking().Where(c => c.OrganisationId == believer && c.PublicKeys != null && others.Contains(c.BodyId)).ToListAsync(cancellationToken);
        return own.Concat(partners.SelectMany(Of)).ToLookup(key => key.OrganisationId);
    }

    /// <summary>The key by which an organisation of this installation signs now; one is made where it has none yet.</summary>
    public async Task<ReceiptKey> OwnKeyAsync(Id<Body> organisation, CancellationToken cancellationToken) => (await OwnKeysAsync([organisation], clock.GetUtcNow(), cancellationToken))[organisation];

    /// <summary>The same for a question, which makes nothing: null where there is none yet.</summary>
    public async Task<ReceiptKey?> FindOwnKeyAsync(Id<Body> organisation, CancellationToken cancellationToken) =>
        (await FindOwnKeysAsync([organisation], clock.GetUtcNow(), cancellationToken)).GetValueOrDefault(organisation);

    /// <summary>Signs any text with such a key; gives the signature, base64.</summary>
    public string Sign(ReceiptKey key, string text) => opened.Sign(key, text);

    /// <summary>Whether a text was signed with one of these keys. Any fault is a plain no.</summary>
    public static bool IsSignedBy(string text, string keyId, string signature, IEnumerable<ReceiptKey> keys) =>
        keys.FirstOrDefault(key => key.KeyId == keyId) is { } key && Verifies(text, signature, key.PublicKey);

    /// <summary>Whether a text was signed with the key beside it, and that is the key that is named: whose it is must be known otherwise. Any fault is a plain no.</summary>
    public static bool IsSignedBy(string text, string keyId, string signature, byte[] publicKey) => ReceiptKey.IdOf(publicKey) == keyId && Verifies(text, signature, publicKey);

    /// <summary>Whether each receipt was signed with one of its giver's keys while that was in use, in the given order. Any fault is a plain no.</summary>
    /// <param name="receipts">The receipts, each with the keys of who should have given it.</param>
    public IReadOnlyList<bool> AreProven(IReadOnlyList<(SignedReceipt Receipt, IEnumerable<ReceiptKey> Keys)> receipts) => OnEveryCore(receipts, told => IsProven(told.Receipt, told.Keys));

    private bool IsProven(SignedReceipt receipt, IEnumerable<ReceiptKey> keys) =>
        keys.FirstOrDefault(key => key.KeyId == receipt.KeyId && (key.RetiredAt is not { } retired || receipt.News.At <= retired)) is { } key
        && TryBytes(receipt.Signature, out var signature) && opened.HasSigned(key, receipt.Statement(), signature);

    /// <summary>Signatures and keys are nearly all of what receipts cost. Many are made or checked side by side, so that the one writer of SQLite is held for less; a single act has one and stays where it is.</summary>
    private static T[] OnEveryCore<TIn, T>(IReadOnlyList<TIn> all, Func<TIn, T> work)
    {
        var done = new T[all.Count];
        if (all.Count < Few)
        {
            for (var at = 0; at < done.Length; at++)
            {
                done[at] = work(all[at]);
            }
        }
        else
        {
            Parallel.For(0, done.Length, at => done[at] = work(all[at]));
        }

        return done;
    }

    private async Task<Dictionary<Id<Body>, ReceiptKey>> OwnKeysAsync(IReadOnlyList<Id<Body>> organisations, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var keys = await FindOwnKeysAsync(organisations, now, cancellationToken);
        if (keys.Count < organisations.Count)
        {
            // One that this very act made.
            foreach (var key in db.Added<ReceiptKey>())
            {
                keys.TryAdd(key.OrganisationId, key);
            }
        }

        await MakeAsync(keys, [.. organisations.Where(organisation => !keys.ContainsKey(organisation))], now, cancellationToken);
        return keys;
    }

    private async Task<Dictionary<Id<Body>, ReceiptKey>> FindOwnKeysAsync(IReadOnlyList<Id<Body>> organisations, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var stored = organisations is [var one]
            ? await OwnKeys.AskAsync(db, cancellationToken, one)
            : await db.Set<ReceiptKey>().AsNoTracking().Where(key => organisations.Contains(key.OrganisationId)).ToListAsync(cancellationToken);
        return stored.Where(key => key.SignsAt(now)).GroupBy(key => key.OrganisationId).ToDictionary(group => group.Key, group => group.MaxBy(key => key.Number)!);
    }

    private async Task MakeAsync(Dictionary<Id<Body>, ReceiptKey> keys, IReadOnlyList<Id<Body>> keyless, DateTimeOffset now, CancellationToken cancellationToken)
    {
        if (keyless.Count == 0)
        {
            return;
        }

        // Behind the last, retired ones too.
        var last = await db.Set<ReceiptKey>().AsNoTracking().Where(key => keyless.Contains(key.OrganisationId)).GroupBy(key => key.OrganisationId).Select(group => new { group.Key, Number = group.Max(key => key.Number) })
            .ToDictionaryAsync(found => found.Key, found => found.Number, cancellationToken);
        foreach (var made in OnEveryCore(keyless, organisation => opened.Make(organisation, last.GetValueOrDefault(organisation) + 1, now)))
        {
            keys.Add(made.OrganisationId, db.Add(made).Entity);
        }
    }

    private SignedReceipt Sign(ReceiptKey key, ReceiptNews news) => new(news, key.KeyId, opened.Sign(key, news.Statement(key.KeyId)));

    private static IEnumerable<ReceiptKey> Of(RecipientChannel partner) => PartnerKeys.Split(partner.PublicKeys)
        .Select((key, at) => new ReceiptKey { OrganisationId = partner.BodyId, Number = at + 1, KeyId = ReceiptKey.IdOf(key), PublicKey = key, ValidFrom = DateTimeOffset.MinValue });

    // The key is the delivery and the code: each is told once.
    private static OutboxMessage Message(SignedReceipt proof, GivenReceipt receipt, DateTimeOffset now) => Outbox.Message(
        receipt.Via is DeliveryChannel.Exchange ? OutboxKinds.ReceiptOut : OutboxKinds.Receipt, $"{proof.News.DeliveryId}:{proof.News.Code}", receipt.GiverId, receipt.SenderId, proof, now);

    private static bool Verifies(string text, string signature, byte[] publicKey)
    {
        if (!TryBytes(signature, out var bytes))
        {
            return false;
        }

        try
        {
            using var ecdsa = ECDsa.Create();
            ecdsa.ImportSubjectPublicKeyInfo(publicKey, out _);
            return ecdsa.VerifyData(Encoding.UTF8.GetBytes(text), bytes, HashAlgorithmName.SHA256);
        }
        catch (CryptographicException)
        {
            // What stands for the key is none.
            return false;
        }
    }

    private static bool TryBytes(string base64, out byte[] bytes)
    {
        bytes = new byte[base64.Length];
        var good = Convert.TryFromBase64String(base64, bytes, out var written);
        bytes = good ? bytes[..written] : [];
        return good;
    }
}
