using System.Net.Mime;
using System.Security.Cryptography.X509Certificates;
using Dispatch.Engine;
using Dispatch.Engine.Directory;
using Dispatch.Templates.Signatures.Authority;

namespace Dispatch.Api.Demo;

/// <summary>
/// The authority of the demonstration, made on its first start and kept in the data folder with a key for every signer and every sealing clerk's
/// organisation. Every certificate says that it is worth nothing before the law.
/// </summary>
internal static class DemoAuthority
{
    /// <summary>Below this path of the server its services answer.</summary>
    public const string Path = "/demo/authority/";

    private const string Folder = "authority";
    private const string AuthorityFile = "authority.p12";
    private const string RootFile = "root.cer";
    private const int LargestQuestion = 64 * 1024;

    private static readonly Dictionary<string, string> Organisations = new(StringComparer.Ordinal)
    {
        ["bng"] = "Bộ Ngoại giao",
        ["ubnd-dien-bien"] = "Ủy ban nhân dân tỉnh Điện Biên",
        ["ubnd-ha-noi"] = "Ủy ban nhân dân thành phố Hà Nội",
        ["ubnd-lao-cai"] = "Ủy ban nhân dân tỉnh Lào Cai",
        ["ubnd-huyen-muong-nhe"] = "Ủy ban nhân dân huyện Mường Nhé",
        ["ubnd-thanh-pho-dien-bien-phu"] = "Ủy ban nhân dân thành phố Điện Biên Phủ",
    };

    // The demonstration plays from March 2024 on.
    private static readonly DateTimeOffset Begin = new(2024, 1, 1, 0, 0, 0, TimeSpan.FromHours(7));

    /// <summary>Opens the authority, or makes it with all keys of the demonstration.</summary>
    /// <param name="settings">Where the data folder is.</param>
    /// <param name="address">The server's address, which the certificates name.</param>
    /// <param name="cancellationToken">Stops between files.</param>
    public static async Task<DevelopmentAuthority> PrepareAsync(EngineSettings settings, Uri address, CancellationToken cancellationToken)
    {
        var folder = System.IO.Path.Combine(settings.DataFolder, Folder);
        var file = System.IO.Path.Combine(folder, AuthorityFile);
        var services = new Uri(address, Path);
        if (File.Exists(file))
        {
            return DevelopmentAuthority.Open(await File.ReadAllBytesAsync(file, cancellationToken), DemoPeople.Password, services);
        }

        System.IO.Directory.CreateDirectory(folder);
        var authority = DevelopmentAuthority.Create(Begin, services);
        await File.WriteAllBytesAsync(System.IO.Path.Combine(folder, RootFile), authority.Root.RawData, cancellationToken);
        foreach (var person in DemoPeople.All.Where(person => person.Roles.HasFlag(Role.Signer)))
        {
            using var key = authority.IssueToPerson(person.FullName, person.Title, Organisations[person.Body], Begin);
            await WriteKeyAsync(folder, person.UserName, key.Certificate, authority, cancellationToken);
        }

        foreach (var body in DemoPeople.All.Where(person => person.Roles.HasFlag(Role.Clerk)).Select(person => person.Body).Distinct(StringComparer.Ordinal))
        {
            using var key = authority.IssueToOrganisation(Organisations[body], Begin);
            await WriteKeyAsync(folder, "dau." + body, key.Certificate, authority, cancellationToken);
        }

        // Last, so that a start that was cut off makes everything again.
        await File.WriteAllBytesAsync(file, authority.Export(DemoPeople.Password), cancellationToken);
        return authority;
    }

    /// <summary>Timestamps, answers on revocation, lists and certificates, for programs outside that check a paper of the demonstration.</summary>
    public static void MapDemoAuthority(this IEndpointRouteBuilder routes, DevelopmentAuthority authority, TimeProvider clock)
    {
        var services = new DevelopmentServices(authority, clock);
        var group = routes.MapGroup(Path).AllowAnonymous().ExcludeFromDescription();
        group.MapPost(DevelopmentServices.Timestamps, (Delegate)((HttpContext context) => AnswerAsync(context, services, "application/timestamp-reply")));
        group.MapPost(DevelopmentServices.Ocsp, (Delegate)((HttpContext context) => AnswerAsync(context, services, "application/ocsp-response")));
        foreach (var name in new[] { DevelopmentServices.RevocationList, DevelopmentServices.RootRevocationList, DevelopmentServices.IssuingCertificate, DevelopmentServices.RootCertificate })
        {
            group.MapGet(name, async (CancellationToken cancellationToken) =>
                TypedResults.Bytes(await services.FetchAsync(new Uri(new Uri("http://demo"), Path + name), cancellationToken), name.EndsWith(".crl", StringComparison.Ordinal) ? "application/pkix-crl" : "application/pkix-cert"));
        }
    }

    private static async Task<IResult> AnswerAsync(HttpContext context, DevelopmentServices services, string answerType)
    {
        var question = new byte[LargestQuestion + 1];
        var length = await context.Request.Body.ReadAtLeastAsync(question, question.Length, throwOnEndOfStream: false, context.RequestAborted);
        if (length > LargestQuestion)
        {
            return TypedResults.StatusCode(StatusCodes.Status413PayloadTooLarge);
        }

        var address = new Uri(new Uri("http://demo"), context.Request.Path.Value);
        return TypedResults.Bytes(await services.AskAsync(address, context.Request.ContentType ?? MediaTypeNames.Application.Octet, question.AsMemory(0, length), context.RequestAborted), answerType);
    }

    private static Task WriteKeyAsync(string folder, string name, X509Certificate2 certificate, DevelopmentAuthority authority, CancellationToken cancellationToken)
    {
        X509Certificate2[] path = [certificate, authority.Issuing, authority.Root];
        var bare = new X509Certificate2Collection(path[0]) { X509CertificateLoader.LoadCertificate(path[1].RawData), X509CertificateLoader.LoadCertificate(path[2].RawData) };
        return File.WriteAllBytesAsync(System.IO.Path.Combine(folder, name + ".p12"), bare.Export(X509ContentType.Pkcs12, DemoPeople.Password)!, cancellationToken);
    }
}
