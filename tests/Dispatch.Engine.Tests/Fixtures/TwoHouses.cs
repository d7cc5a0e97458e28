using Dispatch.Engine.Directory;
using Dispatch.Engine.Distributing;
using Dispatch.Engine.Exchanging;
using Dispatch.Engine.Lifecycle;
using Microsoft.Extensions.DependencyInjection;

namespace Dispatch.Engine.Tests.Fixtures;

/// <summary>Two installations that share nothing but two folders: the ministry's and the province's. Each has given the other its key, as two administrators do by letter.</summary>
internal sealed class TwoHouses : IAsyncDisposable
{
    public const string OurOut = "ours/dien-bien/out";
    public const string OurIn = "ours/dien-bien/in";
    public const string TheirOut = "theirs/bo-ngoai-giao/out";
    public const string TheirIn = "theirs/bo-ngoai-giao/in";

    private TwoHouses(TestOffice ours, TestOffice theirs)
    {
        (Ours, Theirs) = (ours, theirs);
        System.IO.Directory.CreateDirectory(At("ours/dien-bien"));
        System.IO.Directory.CreateDirectory(At("theirs/bo-ngoai-giao"));
        OurNode = ours.Node(settings => settings with { ExchangeFolder = Path.Combine(Folder, "ours") });
        TheirNode = theirs.Node(settings => settings with { ExchangeFolder = Path.Combine(Folder, "theirs") });
    }

    public TestOffice Ours { get; }

    public TestOffice Theirs { get; }

    public ServiceProvider OurNode { get; }

    public ServiceProvider TheirNode { get; }

    public string Folder { get; } = System.IO.Directory.CreateTempSubdirectory("dispatch-exchange-").FullName;

    /// <summary>Pairs an office, which stays its owner's, with another of its own.</summary>
    public static async Task<TwoHouses> PairAsync(TestOffice ours, DatabaseKind kind)
    {
        var houses = new TwoHouses(ours, await TestOffice.OpenAsync(kind));
        await ours.As("admin.bng").Do(new SetRecipientChannel(ours.Body("ubnd-dien-bien"), DeliveryChannel.Exchange, "dien-bien", await KeyAsync(houses.Theirs, "ubnd-dien-bien")));
        await houses.Theirs.As("admin.db").Do(new SetRecipientChannel(houses.Theirs.Body("bng"), DeliveryChannel.Exchange, "bo-ngoai-giao", await KeyAsync(ours, "bng")));
        return houses;
    }

    /// <summary>The key a house gives partners; a house that has given no receipt yet gets one by giving its first.</summary>
    public static async Task<string> KeyAsync(TestOffice office, string body)
    {
        await office.ReceiptAsync(body, new ReceiptNews(default, "", ReceiptCode.Arrived, office.Clock.GetUtcNow(), null, null));
        return (await office.AsRole(Role.Administrator, body).Do(new ListRecipientChannels())).OwnKeys[^1].PublicKey;
    }

    public static Task<int> FetchAsync(ServiceProvider node) => node.GetRequiredService<ExchangeIn>().FetchAsync(CancellationToken.None);

    public string At(string folder) => Path.Combine(Folder, folder);

    /// <summary>What stands between the two: somebody who copies files.</summary>
    public IReadOnlyList<string> Carry(string from, string to, bool keep = false)
    {
        System.IO.Directory.CreateDirectory(At(to));
        System.IO.Directory.CreateDirectory(At(from));
        var carried = new List<string>();
        foreach (var file in System.IO.Directory.GetFiles(At(from)))
        {
            var there = Path.Combine(At(to), Path.GetFileName(file));
            File.Copy(file, there);
            carried.Add(there);
            if (!keep)
            {
                File.Delete(file);
            }
        }

        return carried;
    }

    /// <summary>Carries everything both ways until nothing is left to carry.</summary>
    public async Task ExchangeAsync()
    {
        for (var moved = 1; moved > 0;)
        {
            await TestOffice.DeliverAsync(OurNode);
            await TestOffice.DeliverAsync(TheirNode);
            moved = Carry(OurOut, TheirIn).Count + Carry(TheirOut, OurIn).Count;
            await FetchAsync(TheirNode);
            await FetchAsync(OurNode);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await OurNode.DisposeAsync();
        await TheirNode.DisposeAsync();
        await Theirs.DisposeAsync();
        System.IO.Directory.Delete(Folder, recursive: true);
    }
}
