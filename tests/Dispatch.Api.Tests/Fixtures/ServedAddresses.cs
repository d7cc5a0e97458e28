using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Dispatch.Api.Tests.Fixtures;

/// <summary>Every address a house serves, read from the server itself, so that a new one is tested the day it is added; and something for each place in one.</summary>
internal static partial class ServedAddresses
{
    /// <summary>An id that nothing has.</summary>
    public const string Absent = "0193d1f0-0000-7000-8000-000000000001";

    public static IEnumerable<(string Method, string Path)> Of(IServiceProvider services) => services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
        .SelectMany(endpoint => (endpoint.Metadata.GetMetadata<IHttpMethodMetadata>()?.HttpMethods ?? ["GET"]).Select(method => (method, "/" + endpoint.RoutePattern.RawText!.Trim('/'))));

    /// <summary>Whether an address names a thing by its id.</summary>
    public static bool NamesAThing(string path) => IdPlace().IsMatch(path);

    /// <summary>Whether an address has any place for something.</summary>
    public static bool HasPlace(string path) => Place().IsMatch(path);

    /// <summary>An address with the same words in every place.</summary>
    public static string FillEach(string path, string words) => Place().Replace(path, _ => words);

    /// <summary>An address with something in each place: the id where a thing is named, and nothing's id where another id stands.</summary>
    public static string Fill(string path, string id) => Place().Replace(IdPlace().Replace(path, id), match => match.Groups["name"].Value switch
    {
        "book" => "outgoing",
        "documentName" => "v1",
        "year" => "2024",
        "number" or "version" or "page" => "1",
        "kind" => "Receipt",
        "owner" => "Shipped",
        "definitionId" => "issue-dispatch",
        "name" => "Submit",
        _ => Absent,
    });

    [GeneratedRegex(@"\{(id|instanceId|session|paperId)(:\w+)?\}", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex IdPlace();

    [GeneratedRegex(@"\{\*?(?<name>\w+)(:\w+)?\??\}", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Place();
}
