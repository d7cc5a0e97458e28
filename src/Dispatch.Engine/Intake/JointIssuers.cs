using System.Text.RegularExpressions;

namespace Dispatch.Engine.Intake;

/// <summary>Tells bodies that issue together from a body and the one above it; both stand one under the other in the head.</summary>
internal static partial class JointIssuers
{
    /// <summary>The issuer, the bodies of a joint document in their printed order with dashes between them, and the body above.</summary>
    public static (string? Issuer, string? Parent) Of(IReadOnlyList<string> bodies, string? symbol)
    {
        var first = bodies.Count - 1;
        while (first > 0 && AreJoint(bodies[first - 1], bodies[first], symbol))
        {
            first--;
        }

        return (bodies.Count == 0 ? null : string.Join(" - ", bodies.Skip(first)), first > 0 && IssuerLines.StartsBody(bodies[first - 1]) ? bodies[first - 1] : null);
    }

    /// <summary>A joint circular has no other bodies in its head; of equal rank, none is above the other; a symbol that names both calls both issuers; and the Front is under no body of the State.</summary>
    private static bool AreJoint(string above, string below, string? symbol) =>
        (symbol is not null && Together().IsMatch(Plain.Of(symbol))) || (Rank(above) is { } rank && rank == Rank(below)) || (symbol is not null && NamesBoth(above, below, symbol)) || (Authority().IsMatch(Plain.Of(above)) && Front().IsMatch(Plain.Of(below)));

    private static string? Rank(string body) => Plain.Of(body) is var plain && Equal().Match(plain) is { Success: true } match && !Lower().IsMatch(plain) ? match.Groups["rank"].Value : null;

    /// <summary>"TTr-LĐTBXH-TC": behind the kind one group for each body.</summary>
    private static bool NamesBoth(string above, string below, string symbol)
    {
        var groups = symbol.Split('-', '/').Skip(DispatchKinds.FromSymbol(symbol) is null ? 0 : 1).Select(group => Plain.Compact(group)).ToList();
        var at = groups.FindIndex(group => group == Initials(above));
        return at >= 0 && groups.FindIndex(at + 1, group => group == Initials(below)) > at && Initials(above) != Initials(below);
    }

    private static string Initials(string body) => string.Concat(Plain.Of(body).Split(' ', '-', ',').Where(word => word.Length > 0 && word is not ("va" or "tinh" or "huyen" or "xa" or "phuong" or "thanh" or "pho") && char.IsLetter(word[0])).Select(word => word[0]));

    [GeneratedRegex(@"^(ttlt|nqlt|kehoachlt|khlt|hdlt|lt|khln|hdln|ln)\b|\b(lt|ln)$", Linear.Time)]
    private static partial Regex Together();

    /// <summary>No ministry stands above a ministry, and no department above a department.</summary>
    [GeneratedRegex(@"^(?<rank>bo|so) ", Linear.Time)]
    private static partial Regex Equal();

    [GeneratedRegex(@"^(uy ban nhan dan|ubnd|hoi dong nhan dan|hdnd|thuong truc (hoi dong nhan dan|hdnd))\b", Linear.Time)]
    private static partial Regex Authority();

    [GeneratedRegex(@"^(ban thuong truc )?(uy ban|ub) (trung uong )?(mttq|mat tran)", Linear.Time)]
    private static partial Regex Front();

    /// <summary>Bodies inside a ministry whose names begin like one.</summary>
    [GeneratedRegex(@"^bo (tu lenh|tong tham muu|chi huy|chinh tri|phan)|^so chi huy", Linear.Time)]
    private static partial Regex Lower();
}
