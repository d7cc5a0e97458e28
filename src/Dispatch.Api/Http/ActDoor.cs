using System.Globalization;
using Dispatch.Engine.Kernel;

namespace Dispatch.Api.Http;

/// <summary>Says of an endpoint that it acts: a caller must send a key, so that a retry cannot act twice.</summary>
internal sealed class ActMark;

/// <summary>What every request of the API passes before its endpoint: the headers an act needs are read, and a body that could not be read is refused.</summary>
internal static class ActDoor
{
    public const string KeyHeader = "Idempotency-Key";

    private const int LongestKey = 100;

    /// <summary>Marks an endpoint as one that acts.</summary>
    public static RouteHandlerBuilder Acts(this RouteHandlerBuilder endpoint) => endpoint.WithMetadata(new ActMark());

    /// <summary>Puts the door before a group of endpoints.</summary>
    public static RouteGroupBuilder BehindTheDoor(this RouteGroupBuilder group) => group.AddEndpointFilter(PassAsync);

    private static async ValueTask<object?> PassAsync(EndpointFilterInvocationContext call, EndpointFilterDelegate next)
    {
        var refusal = Key(call.HttpContext) ?? Version(call.HttpContext) ?? call.Arguments.OfType<IReadBody>().Select(body => body.Refusal).FirstOrDefault(flaw => flaw is not null);
        return refusal is null ? await next(call) : RefusalResults.Problem(refusal);
    }

    private static Refusal? Key(HttpContext http)
    {
        var sent = http.Request.Headers[KeyHeader];
        if (sent.Count == 0)
        {
            return http.GetEndpoint()?.Metadata.GetMetadata<ActMark>() is null || !HttpMethods.IsPost(http.Request.Method) ? null : DoorRefusals.KeyMissing;
        }

        if (sent is not [{ Length: > 0 and <= LongestKey } key] || !key.All(letter => letter is > ' ' and <= '~'))
        {
            return DoorRefusals.KeyMalformed;
        }

        Context(http).IdempotencyKey = key;
        return null;
    }

    private static Refusal? Version(HttpContext http)
    {
        var sent = http.Request.Headers.IfMatch;
        // Of a file that is only read it names the hash, and the answer itself holds it against that.
        if (sent.Count == 0 || sent is ["*"] || HttpMethods.IsGet(http.Request.Method) || HttpMethods.IsHead(http.Request.Method))
        {
            return null;
        }

        if (sent is not [['"', .. { Length: > 0 } digits, '"']] || !int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var version))
        {
            return DoorRefusals.VersionMalformed;
        }

        Context(http).ExpectedVersion = version;
        return null;
    }

    private static ActContext Context(HttpContext http) => http.RequestServices.GetRequiredService<ActContext>();
}
