using System.Net;
using Dispatch.Api.Demo;
using Dispatch.Api.Tests.Pages;
using Dispatch.Engine.Directory;
using Dispatch.Engine.Kernel;
using Dispatch.Engine.Lifecycle;
using Dispatch.Engine.Receiving;
using Dispatch.Engine.Registering;
using MediatR;
using Microsoft.Extensions.DependencyInjection;

namespace Dispatch.Api.Tests.Recalling;

/// <summary>A recall on the pages, without script: proposed, ordered, answered.</summary>
public sealed class RecallPageTests
{
    [Test]
    public async Task A_clerk_proposes_a_leader_orders_and_the_receiver_answers()
    {
        await using var house = PageHouse.Open();
        using var clerk = await house.SignInAsync(DemoPeople.Clerk);
        using var signer = await house.SignInAsync(DemoPeople.SignerVu);
        using var province = await house.SignInAsync(DemoPeople.ProvinceClerk);
        var (dispatch, signerId) = await SentAsync(house);

        var proposed = await clerk.PostAsync($"/dispatches/{dispatch}", $"/dispatches/{dispatch}/ProposeRecall", ("reason", "Sai thời gian"), ("signer", signerId), ("notice", ""));
        Assert.That(proposed.StatusCode, Is.EqualTo(HttpStatusCode.SeeOther), await proposed.Content.ReadAsStringAsync());
        var recall = proposed.Headers.Location!.OriginalString;
        Assert.That(await clerk.ReadAsync(recall), Does.Contain("Việc quyết định là của").And.Contain("Quyết định thu hồi văn bản").And.Not.Contain(">Ra lệnh thu hồi<"));
        Assert.That(await clerk.ReadAsync($"/dispatches/{dispatch}"), Does.Contain("Quyết định thu hồi văn bản").And.Not.Contain("Đề nghị thu hồi…"), "what is proposed is not proposed again");
        Assert.That(await signer.ReadAsync(recall), Does.Contain("192 nơi nhận: ").And.Contain("267/SY, Ủy ban nhân dân tỉnh Điện Biên: 34 nơi nhận"), "who decides reads whom it reaches");

        var ordered = await signer.PostAsync(recall, $"{recall}/Order");
        Assert.That(ordered.Headers.Location?.OriginalString, Is.EqualTo(recall), await ordered.Content.ReadAsStringAsync());
        Assert.That(await clerk.ReadAsync($"/dispatches/{dispatch}"), Does.Contain("Trả lời thu hồi").And.Contain("Lý do: Sai thời gian").And.Contain("nơi nhận trả lời thu hồi</a>"));

        var incoming = await SealedAsync(house);
        var page = await province.ReadAsync($"/incoming/{incoming}");
        Assert.That(page, Does.Contain("Nội dung đã được hủy theo lệnh thu hồi.").And.Not.Contain("<iframe").And.Not.Contain("kỷ niệm 80 năm").And.Not.Contain("Kiểm tra lại").And.Not.Contain("In phiếu giải quyết"));
        Assert.That((await province.GetAsync($"/papers/{incoming}/file")).StatusCode, Is.EqualTo(HttpStatusCode.Conflict));
        var answered = await province.PostAsync($"/incoming/{incoming}", $"/incoming/{incoming}/AgreeRecall");
        Assert.That(answered.StatusCode, Is.EqualTo(HttpStatusCode.SeeOther), await answered.Content.ReadAsStringAsync());
        Assert.That(await province.ReadAsync($"/incoming/{incoming}"), Does.Contain("Đã trả lời nơi gửi.").And.Not.Contain("hãy gửi trả"));
    }

    private static async Task<(string Dispatch, string Signer)> SentAsync(PageHouse house)
    {
        var ministry = await AskAsync(house, Installation.Id, new FindBodies(Key: "bng"));
        var sent = (await AskAsync(house, ministry.Items[0].Id, new ListDispatches(OutgoingState.Issued))).Items.Single(d => d.Number == 6983);
        return (sent.Id.ToString(), sent.SignerId.ToString());
    }

    /// <summary>The news needs a moment.</summary>
    private static async Task<string> SealedAsync(PageHouse house)
    {
        var province = (await AskAsync(house, Installation.Id, new FindBodies(Key: "ubnd-dien-bien"))).Items[0].Id;
        for (var i = 0; ; i++)
        {
            if ((await AskAsync(house, province, new ListIncoming(IncomingState.Recalled))).Items is [var recalled, ..])
            {
                return recalled.Id.ToString();
            }

            Assert.That(i, Is.LessThan(100), "the recall never arrived");
            await Task.Delay(100);
        }
    }

    private static async Task<T> AskAsync<T>(PageHouse house, Id<Body> organisation, IRequest<Outcome<T>> question)
    {
        await using var scope = house.Services.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<ActContext>().Actor = new Actor(null, "Ai đó", organisation, null, Role.Auditor | Role.System);
        return (await scope.ServiceProvider.GetRequiredService<IMediator>().Send(question)).Value;
    }
}
