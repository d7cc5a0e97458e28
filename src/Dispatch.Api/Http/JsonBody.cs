using System.Reflection;
using Dispatch.Engine.Kernel;
using Microsoft.AspNetCore.Http.Metadata;

namespace Dispatch.Api.Http;

/// <summary>A body that was read, well or not; the door looks at it before the endpoint does.</summary>
internal interface IReadBody
{
    /// <summary>Why it cannot be used; null when it can.</summary>
    Refusal? Refusal { get; }
}

/// <summary>A JSON body, strictly read.</summary>
/// <typeparam name="T">What it says.</typeparam>
/// <param name="Read">The value, or why not.</param>
internal sealed record JsonBody<T>(Outcome<T> Read) : IReadBody, IEndpointParameterMetadataProvider
{
    /// <summary>What was sent. The door has made sure that it could be read.</summary>
    public T Value => Read.Value;

    /// <inheritdoc />
    public Refusal? Refusal => Read.Refusal;

    /// <summary>Reads the body of a request.</summary>
    public static async ValueTask<JsonBody<T>> BindAsync(HttpContext context)
    {
        if (!context.Request.HasJsonContentType())
        {
            return new JsonBody<T>(DoorRefusals.NotJson);
        }

        if (context.Request.Headers.ContentEncoding is { Count: > 0 } encoding && encoding is not ["identity"])
        {
            return new JsonBody<T>(DoorRefusals.Compressed);
        }

        var bytes = await BoundedBody.ReadAsync(context.Request, BoundedBody.JsonLimit, context.RequestAborted);
        return new JsonBody<T>(bytes is null ? DoorRefusals.BodyTooLarge(BoundedBody.JsonLimit) : StrictJson.Read<T>(bytes));
    }

    /// <inheritdoc />
    public static void PopulateMetadata(ParameterInfo parameter, EndpointBuilder builder) =>
        builder.Metadata.Add(new AcceptsMetadata(["application/json"], typeof(T)));
}
