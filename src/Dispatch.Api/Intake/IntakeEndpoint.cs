using Dispatch.Api.Http;
using Dispatch.Engine.Intake;
using Dispatch.Engine.Kernel;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Dispatch.Api.Intake;

/// <summary>Reads a document and gives what a registration needs. Nothing of it is kept, and of a secret nothing is even read.</summary>
internal static class IntakeEndpoint
{
    public const string Text = "text/plain";

    public static RouteGroupBuilder MapIntake(this RouteGroupBuilder api)
    {
        api.MapPost("/intake", ReadAsync).Accepts<string>(Text, Tracing.PaperResult.ContentType).Produces(StatusCodes.Status200OK, contentType: "application/json")
            .WithTags("Intake").WithName("ReadIntake").WithSummary("Đọc một văn bản (text/plain hoặc application/pdf) thành dữ liệu đăng ký; không lưu gì.");
        return api;
    }

    private static async Task<Results<JsonHttpResult<IntakeReading>, ProblemHttpResult>> ReadAsync(HttpRequest request, TimeProvider clock, CancellationToken cancellationToken)
    {
        var bytes = await BoundedBody.ReadAsync(request, BoundedBody.DocumentLimit, cancellationToken);
        if (bytes is null)
        {
            return RefusalResults.Problem(DoorRefusals.BodyTooLarge(BoundedBody.DocumentLimit));
        }

        var today = OfficeTime.DateAt(clock.GetUtcNow());
        var text = await DocumentText.OfAsync(bytes, today, cancellationToken);
        if (text.IsRefused)
        {
            return RefusalResults.Problem(text.Refusal);
        }

        var reading = IntakeReader.Read(text.Value, today);
        return reading.Secrecy is { } marking ? RefusalResults.Problem(KernelRefusals.Secret(marking)) : TypedResults.Json(reading, IntakeJson.Options);
    }
}
