using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using Dispatch.Api.Tests.Fixtures;

namespace Dispatch.Api.Tests.Recalling;

/// <summary>Recall, replacement, correction and reconciliation as programs ask for them.</summary>
public sealed class RecallingEndpointTests
{
    [Test]
    public async Task A_recall_is_proposed_ordered_and_answered_over_http_and_said_once()
    {
        await using var house = await ApiHouse.OpenAsync();
        var (dispatch, incoming) = await house.RegisteredAsync();
        var (clerk, signer, province) = (await house.SignInAsync("clerk.bo"), await house.SignInAsync("signer.bo"), await house.SignInAsync("clerk.tinh"));
        var body = new { reason = "Sai số liệu", signerId = await house.PersonAsync("bo", "Signer") };

        var empty = await clerk.ActAsync($"/api/dispatches/{dispatch}/recall", body with { reason = " " });
        var proposed = await clerk.ActAsync($"/api/dispatches/{dispatch}/recall", body, key: "one-recall");
        var again = await clerk.ActAsync($"/api/dispatches/{dispatch}/recall", body, key: "one-recall");
        var notHis = await clerk.ActAsync($"/api/recalls/{proposed.Id}/order");
        await signer.DoAsync($"/api/recalls/{proposed.Id}/order");
        var twice = await signer.ActAsync($"/api/recalls/{proposed.Id}/order");
        await WaitUntilSealedAsync(province, incoming);
        var waiting = await clerk.GetAsync($"/api/dispatches/{dispatch}/recall/answers?open=true");
        await province.DoAsync($"/api/incoming/{incoming}/recall/refuse", new { reason = "Đã thực hiện" });
        await province.DoAsync($"/api/incoming/{incoming}/recall/agree");

        Assert.That((empty.Status, proposed.Status, again.Id), Is.EqualTo((HttpStatusCode.BadRequest, HttpStatusCode.Created, proposed.Id)));
        Assert.That((notHis.Status, twice.Status), Is.EqualTo((HttpStatusCode.Forbidden, HttpStatusCode.Conflict)));
        Assert.That(((int)waiting.Json["waiting"]!, (string?)waiting.Json["page"]!["items"]![0]!["recipient"]), Is.EqualTo((1, "Ủy ban nhân dân tỉnh Mẫu")));
        Assert.That(waiting.Json["partnerCopies"]!.AsArray(), Is.Empty);
        Assert.That((await province.GetAsync($"/api/incoming/{incoming}/file")).Code, Is.EqualTo("recalling.sealed"));
        await WaitAsync(clerk, $"/api/dispatches/{dispatch}/recall/answers", answers => (int)answers["agreed"]! == 1);
    }

    [Test]
    public async Task What_is_replaced_or_corrected_says_so_and_a_second_replacement_is_refused()
    {
        await using var house = await ApiHouse.OpenAsync();
        var (dispatch, _) = await house.RegisteredAsync();
        var drafter = await house.SignInAsync("drafter.bo");
        var draft = await house.DraftAsync("số liệu đúng");
        draft["correctsId"] = dispatch;

        var correcting = await drafter.ActAsync("/api/dispatches", draft);
        var both = draft.DeepClone();
        both["replacesId"] = dispatch;
        var confused = await drafter.ActAsync("/api/dispatches", both);

        Assert.That((correcting.Status, (string?)correcting.Json["correctsId"]), Is.EqualTo((HttpStatusCode.Created, dispatch)));
        Assert.That((int)confused.Status, Is.InRange(400, 409), confused.Text);
    }

    [Test]
    public async Task A_register_of_another_system_is_compared_as_it_comes_and_its_faults_are_named_by_line()
    {
        await using var house = await ApiHouse.OpenAsync();
        var (dispatch, _) = await house.RegisteredAsync();
        var clerk = await house.SignInAsync("clerk.bo");
        var sent = (await clerk.GetAsync($"/api/dispatches/{dispatch}")).Json;
        var day = DateOnly.Parse((string)sent["issuedOn"]!, System.Globalization.CultureInfo.InvariantCulture);
        var path = $"/api/reconciliation?from={day:yyyy-MM-dd}&to={day.AddDays(1):yyyy-MM-dd}";
        var foreign = $"Ngày đến;Số đến;Tác giả;Số, ký hiệu;Ngày tháng;Tên loại và trích yếu nội dung\n{day:dd/MM/yyyy};01;Bộ Thử nghiệm;{(string?)sent["numberAndSymbol"]};{day:dd/MM/yyyy};V/v thử\n";

        var agreeing = await CompareAsync(clerk, path + "&receiver=" + Uri.EscapeDataString("Ủy ban nhân dân tỉnh Mẫu"), foreign);
        var nobodys = await CompareAsync(clerk, path, foreign);

        Assert.That(((int)agreeing.Json["agreeing"]!, agreeing.Json["differences"]!.AsArray().Count), Is.EqualTo((1, 0)), agreeing.Text);
        Assert.That((nobodys.Status, nobodys.Code, (string?)nobodys.Json["detail"]), Is.EqualTo((HttpStatusCode.BadRequest, "reconciling.bad-csv", (string?)nobodys.Json["detail"])));
        Assert.That((string?)nobodys.Json["detail"], Does.StartWith("Dòng 2"));
    }

    private static Task<ApiAnswer> CompareAsync(ApiClient clerk, string path, string csv) =>
        clerk.SendAsync(new HttpRequestMessage(HttpMethod.Post, path) { Content = new StringContent(csv, Encoding.UTF8, "text/csv") });

    private static Task WaitUntilSealedAsync(ApiClient province, string incoming) => WaitAsync(province, $"/api/incoming/{incoming}", paper => (bool)paper["isSealed"]!);

    /// <summary>News between organisations takes a moment.</summary>
    private static async Task WaitAsync(ApiClient client, string path, Func<JsonNode, bool> isThere)
    {
        for (var tries = 0; !isThere((await client.GetAsync(path)).Json); tries++)
        {
            Assert.That(tries, Is.LessThan(200), path);
            await Task.Delay(50);
        }
    }
}
