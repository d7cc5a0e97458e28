using System.Text.Json.Nodes;

namespace Dispatch.Api.Tests.Fixtures;

/// <summary>Papers with lawful words, and how far they have gone.</summary>
internal static class Papers
{
    /// <summary>The words of a dispatch from the ministry to the province.</summary>
    public static JsonObject Text(string subject = "phối hợp thử nghiệm", string recipient = "Như trên") => new()
    {
        ["kind"] = "công văn",
        ["subject"] = subject,
        ["addressees"] = new JsonArray("Ủy ban nhân dân tỉnh Mẫu"),
        ["recipients"] = new JsonArray(recipient, "Lưu: VT, VCS"),
        ["body"] = new JsonArray("Bộ Thử nghiệm đề nghị Quý Cơ quan phối hợp.", "Xin trân trọng cảm ơn."),
        ["capacity"] = new JsonArray("BỘ TRƯỞNG"),
        ["urgency"] = "Normal",
    };

    public static async Task<JsonObject> DraftAsync(this ApiHouse house, string subject = "phối hợp thử nghiệm", string recipient = "Như trên") =>
        new() { ["text"] = Text(subject, recipient), ["signerId"] = await house.PersonAsync("bo", "Signer") };

    /// <summary>The id of a person, as a colleague finds it.</summary>
    public static async Task<string> PersonAsync(this ApiHouse house, string organisation, string role)
    {
        var clerk = await house.SignInAsync($"clerk.{organisation}");
        return (string)(await clerk.GetAsync($"/api/directory/people?role={role}")).Json["items"]![0]!["id"]!;
    }

    /// <summary>A dispatch that has been signed and numbered.</summary>
    public static async Task<string> NumberedAsync(this ApiHouse house, string recipient = "Như trên")
    {
        var drafter = await house.SignInAsync("drafter.bo");
        var id = (await drafter.DoAsync("/api/dispatches", await house.DraftAsync(recipient: recipient))).Id;
        await drafter.DoAsync($"/api/dispatches/{id}/submit");
        await (await house.SignInAsync("head.bo")).DoAsync($"/api/dispatches/{id}/pass-content");
        var clerk = await house.SignInAsync("clerk.bo");
        await clerk.DoAsync($"/api/dispatches/{id}/pass-form");
        await (await house.SignInAsync("signer.bo")).DoAsync($"/api/dispatches/{id}/sign");
        await clerk.DoAsync($"/api/dispatches/{id}/number");
        return id;
    }

    /// <summary>A dispatch that was issued, and stands in the province's book; the id it has there.</summary>
    public static async Task<(string DispatchId, string IncomingId)> RegisteredAsync(this ApiHouse house)
    {
        var id = await house.NumberedAsync();
        await (await house.SignInAsync("clerk.bo")).DoAsync($"/api/dispatches/{id}/issue");
        var clerk = await house.SignInAsync("clerk.tinh");
        var incoming = (string)(await clerk.WaitForFirstAsync("/api/incoming?state=arrived"))["id"]!;
        await clerk.DoAsync($"/api/incoming/{incoming}/receive");
        await clerk.DoAsync($"/api/incoming/{incoming}/register");
        return (id, incoming);
    }
}
