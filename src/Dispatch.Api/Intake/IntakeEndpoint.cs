using Dispatch.Api.Http;
using Dispatch.Engine.Directory;
using Dispatch.Engine.Intake;
using Dispatch.Engine.Kernel;
using MediatR;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Dispatch.Api.Intake;

/// <summary>Reads a document and gives what a registration needs. Nothing of it is kept, and of a secret nothing is even read.</summary>
internal static class IntakeEndpoint
{
    public const string Text = "text/plain";
    public const string Word = "application/vnd.openxmlformats-officedocument.wordprocessingml.document";

    public static RouteGroupBuilder MapIntake(this RouteGroupBuilder api)
    {
        api.MapPost("/intake", ReadAsync).Accepts<string>(Text, Tracing.PaperResult.ContentType, Word, "image/png", "image/jpeg", "image/tiff").Produces<System.Text.Json.Nodes.JsonObject>()
            .WithTags("Intake").WithName("ReadIntake").WithSummary("Đọc một văn bản (chữ, PDF, Word, ảnh quét) thành dữ liệu đăng ký; không lưu gì.");
        api.MapCheck();
        api.MapGet("/intake/corrections", ListAsync).WithTags("Intake").WithName("ListCorrections").WithSummary("Những chỗ văn thư đã sửa so với kết quả đọc, mới nhất trước.");
        return api;
    }

    private static async Task<Results<JsonHttpResult<IntakeReading>, ProblemHttpResult>> ReadAsync(HttpRequest request, ActContext act, IMediator mediator, ReadingDoor door, FileLook look, TimeProvider clock, CancellationToken cancellationToken)
    {
        var bytes = await BoundedBody.ReadAsync(request, BoundedBody.DocumentLimit, cancellationToken);
        if (bytes is null)
        {
            return RefusalResults.Problem(DoorRefusals.BodyTooLarge(BoundedBody.DocumentLimit));
        }

        var today = OfficeTime.DateAt(clock.GetUtcNow());
        var text = await door.WordsAsync(bytes, today, act, cancellationToken);
        if (text.IsRefused)
        {
            return RefusalResults.Problem(text.Refusal);
        }

        var reading = await ProposeAsync(text.Value, today, act, mediator, cancellationToken);
        if (reading.IsRefused)
        {
            return RefusalResults.Problem(reading.Refusal);
        }

        var file = await look.AtAsync(bytes, act, cancellationToken);
        return TypedResults.Json(file?.Beside(reading.Value) ?? reading.Value, IntakeJson.Options);
    }

    /// <summary>Beside directory and register for those who may read papers; an administrator gets what the text alone says.</summary>
    private static async Task<Outcome<IntakeReading>> ProposeAsync(DocumentWords words, DateOnly today, ActContext act, IMediator mediator, CancellationToken cancellationToken)
    {
        if (words.Text.Length > 0 && act.Actor is { } actor && AccessTable.Allows(typeof(ProposeRegistration), actor.Roles))
        {
            var proposal = await mediator.Send(new ProposeRegistration(words), cancellationToken);
            return proposal.IsRefused ? proposal.Refusal : proposal.Value.Reading;
        }

        var reading = IntakeReader.Read(words, today);
        return reading.Secrecy is { } marking ? KernelRefusals.Secret(marking) : reading;
    }

    private static Task<Results<Ok<Page<CorrectionView>>, ProblemHttpResult>> ListAsync(IMediator mediator, HttpContext http, Id<IntakeCorrection>? after = null, int take = 100) =>
        mediator.OkAsync(new ListCorrections(after, take), http);
}
