using System.Globalization;
using Dispatch.Engine.Directory;
using Dispatch.Engine.Kernel;
using Dispatch.Engine.Persistence;
using Dispatch.Engine.Registering;
using Microsoft.EntityFrameworkCore;

namespace Dispatch.Engine.Signing;

/// <summary>Answers whether somebody may sign something in a capacity at an instant, for the act of signing and for the verifier afterwards.</summary>
internal sealed class AuthorityDesk(DispatchDbContext db, ActContext context)
{
    /// <summary>The authority under which the person signs; refused in words that say what is missing.</summary>
    /// <param name="organisation">Whose paper.</param>
    /// <param name="person">Who signs.</param>
    /// <param name="kind">Tên loại, or <see cref="SigningAuthority.Copies"/>.</param>
    /// <param name="capacity">Quyền hạn, chức vụ as printed.</param>
    /// <param name="at">The instant of the signature.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    public async Task<Outcome<SigningAuthority>> FindAsync(
        Id<Body> organisation, Id<Person> person, string kind, IReadOnlyList<string> capacity, DateTimeOffset at, CancellationToken cancellationToken)
    {
        var all = await db.Set<SigningAuthority>().AsNoTracking().Where(a => a.OrganisationId == organisation && a.PersonId == person).ToListAsync(cancellationToken);
        var standing = all.Where(authority => authority.Stands(at)).ToList();
        foreach (var authority in standing.Where(authority => authority.Covers(kind, capacity)))
        {
            if (await StandsWithItsSourceAsync(authority, at, cancellationToken))
            {
                return authority;
            }
        }

        return AuthorityRefusals.None(kind, capacity, all.Find(authority => authority.Covers(kind, capacity)), standing);
    }

    /// <summary>The block of a paper as it was written; one left blank is what its signer has authority for, where there is no choice between several. Refused where there is none, or a choice.</summary>
    /// <param name="signer">Who is to sign, of the house of whoever acts.</param>
    /// <param name="kind">Tên loại, or <see cref="SigningAuthority.Copies"/>.</param>
    /// <param name="written">The lines as they will be printed; none to leave it to what is recorded.</param>
    /// <param name="at">The instant at which the authority must stand.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    public async Task<Outcome<IReadOnlyList<string>>> BlockAsync(Id<Person> signer, string kind, IReadOnlyList<string> written, DateTimeOffset at, CancellationToken cancellationToken)
    {
        IReadOnlyList<string> lines = [.. written.Select(TextGuard.Clean).Where(line => line.Length > 0)];
        if (lines.Count > 0)
        {
            return Outcome<IReadOnlyList<string>>.Of(lines);
        }

        var house = context.Someone.OrganisationId;
        var recorded = await db.Set<SigningAuthority>().AsNoTracking().Where(a => a.OrganisationId == house && a.PersonId == signer && a.RevokedAt == null).ToListAsync(cancellationToken);
        var blocks = new List<IReadOnlyList<string>>();
        foreach (var authority in recorded.Where(authority => authority.Stands(at) && SigningAuthority.Covers(authority.Kinds, kind)))
        {
            if (!blocks.Exists(block => SigningCapacity.AreSame(block, authority.Capacity)) && await StandsWithItsSourceAsync(authority, at, cancellationToken))
            {
                blocks.Add(authority.Capacity);
            }
        }

        return blocks is [var only] ? Outcome<IReadOnlyList<string>>.Of(only) : AuthorityRefusals.NoOneBlock(kind, blocks);
    }

    /// <summary>Why a dispatch may not be signed with a certificate now; null when it may. The signer uses their own certificate, where one is recorded.</summary>
    public async Task<Refusal?> RefuseAsync(OfficialDispatch dispatch, byte[] certificate, DateTimeOffset at, CancellationToken cancellationToken)
    {
        var authority = await FindAsync(dispatch.OrganisationId, dispatch.SignerId, dispatch.Text.Kind, dispatch.Text.Capacity, at, cancellationToken);
        return authority switch
        {
            { IsRefused: true } => authority.Refusal,
            { Value.CertificateHash: { } hash } when hash != CertificateFacts.HashOf(certificate) => SigningRefusals.OtherCertificate,
            _ => null,
        };
    }

    /// <summary>Gives an authority to a person; why not when they hold it already.</summary>
    public async Task<Refusal?> GiveAsync(SigningAuthority authority, Person person, CancellationToken cancellationToken)
    {
        var held = await db.Set<SigningAuthority>().AsNoTracking().Where(a => a.OrganisationId == authority.OrganisationId && a.PersonId == authority.PersonId && a.RevokedAt == null).ToListAsync(cancellationToken);
        if (held.Find(authority.Overlaps) is { } standing)
        {
            return AuthorityRefusals.HeldAlready(standing);
        }

        // Of two who give at once, the second reads again what the first has given.
        db.Entry(person).Property(given => given.Version).IsModified = true;
        db.Add(authority);
        return null;
    }

    /// <summary>Why the person acting may not seal for an organisation with a certificate now; null when they may.</summary>
    public async Task<Refusal?> RefuseSealAsync(Id<Body> organisation, byte[] certificate, DateTimeOffset at, CancellationToken cancellationToken)
    {
        var hash = CertificateFacts.HashOf(certificate);
        var recorded = await db.Set<SealCertificate>().AsNoTracking().Where(c => c.OrganisationId == organisation && c.CertificateHash == hash).ToListAsync(cancellationToken);
        var standing = recorded.FindAll(one => one.Stands(at));
        return standing.Count == 0 ? SealRefusals.Unknown : standing.Exists(one => one.MayBeAppliedBy(context.Someone.PersonId)) ? null : SealRefusals.NotYours;
    }

    /// <summary>What was passed on falls with what it was passed on from.</summary>
    private async Task<bool> StandsWithItsSourceAsync(SigningAuthority authority, DateTimeOffset at, CancellationToken cancellationToken) =>
        authority.DelegatedFromId is not { } source || (await db.Set<SigningAuthority>().AsNoTracking().SingleAsync(a => a.Id == source, cancellationToken)).Stands(at);
}

/// <summary>The words and spans that granting and delegating share.</summary>
internal static class AuthorityShape
{
    public static readonly Refusal LongBlock = KernelRefusals.Shape("capacity", "Quyền hạn, chức vụ của người ký có nhiều nhất 4 dòng; để trống thì theo thẩm quyền ký đã ghi nhận.");

    /// <summary>What is wrong with an authority before anybody is asked; null when nothing is.</summary>
    public static Refusal? Flaw(IReadOnlyList<string> capacity, IReadOnlyList<string>? kinds, DateOnly from, DateOnly? to, string basis) => 0 switch
    {
        _ when capacity.Count is 0 or > 4 || capacity.Any(line => string.IsNullOrWhiteSpace(line) || line.Length > 200) =>
            KernelRefusals.Shape("capacity", "Phải có từ 1 đến 4 dòng quyền hạn, chức vụ đúng như in trên văn bản, ví dụ “KT. BỘ TRƯỞNG” và “THỨ TRƯỞNG”."),
        _ when kinds is { Count: > 30 } || kinds?.Any(kind => !string.Equals(kind, SigningAuthority.Copies, StringComparison.OrdinalIgnoreCase) && DispatchKind.Named(kind) is null) == true =>
            KernelRefusals.Shape("kinds", "Loại văn bản phải là tên loại của Điều 7 hoặc “bản sao”; để trống nếu là mọi loại."),
        _ when to < from => KernelRefusals.Shape("to", "Ngày kết thúc phải từ ngày bắt đầu trở đi."),
        _ when basis.Trim().Length is 0 or > 500 => KernelRefusals.Shape("basis", "Hãy ghi căn cứ: số, ký hiệu và ngày của quy chế, quyết định hoặc giấy ủy quyền (1 đến 500 ký tự)."),
        _ when SigningCapacity.FormOf(capacity) is SigningForm.ByAuthorisation && to is null => AuthorityRefusals.NeedsEnd,
        _ => null,
    };
}

/// <summary>Every "no" of signing authority.</summary>
internal static class AuthorityRefusals
{
    public static readonly Refusal NeedsEnd =
        new("signing.authorisation-without-end", RefusalKind.Invalid, "Ký thừa ủy quyền (TUQ.) phải có ngày hết hạn (Điều 13.3 Nghị định 30/2020/NĐ-CP).");

    public static readonly Refusal NoRedelegation =
        new("signing.no-redelegation", RefusalKind.Conflict, "Người được ủy quyền không được ủy quyền lại cho người khác (Điều 13.3 Nghị định 30/2020/NĐ-CP). Hãy xin người có thẩm quyền gốc ủy quyền trực tiếp.");

    public static readonly Refusal NotAnAuthorisation =
        new("signing.not-an-authorisation", RefusalKind.Invalid, "Ủy quyền thì chỗ ký phải ghi “TUQ.” trước chức vụ của người ủy quyền; giao ký thừa lệnh thì ghi “TL.”.");

    public static readonly Refusal BeyondSource =
        new("signing.beyond-source", RefusalKind.Conflict, "Không ủy quyền được quá thẩm quyền của mình: loại văn bản hoặc thời hạn vượt ra ngoài.");

    public static readonly Refusal NotYours =
        new("signing.not-your-authority", RefusalKind.Forbidden, "Chỉ người giữ thẩm quyền ký này được ủy quyền từ nó; chỉ người đó hoặc quản trị viên được thu hồi.");

    public static readonly Refusal AlreadyRevoked = new("signing.already-revoked", RefusalKind.Conflict, "Thẩm quyền ký này đã được thu hồi.");

    public static readonly Refusal UnknownSigner =
        new("signing.unknown-signer", RefusalKind.Invalid, "Người được giao không có trong danh sách người có thẩm quyền ký của cơ quan. Hãy kiểm tra vai trò của người đó.");

    public static readonly Refusal Over =
        new("signing.authority-over", RefusalKind.Conflict, "Thẩm quyền ký này chưa bắt đầu, đã hết hạn hoặc đã được thu hồi.");

    /// <summary>The same person has the same authority over some of the same days.</summary>
    public static Refusal HeldAlready(SigningAuthority standing) => new(
        "signing.already-granted", RefusalKind.Conflict,
        $"Người này đã có thẩm quyền ký “{string.Join(" / ", standing.Capacity)}” ({Days(standing)}), trùng loại văn bản và thời gian. Hãy chọn khoảng ngày không trùng, hoặc thu hồi thẩm quyền đang có rồi ghi nhận lại.");

    private static string Days(SigningAuthority authority) => string.Create(CultureInfo.InvariantCulture, $"{authority.From:dd/MM/yyyy} – {authority.To?.ToString("dd/MM/yyyy", CultureInfo.InvariantCulture) ?? "…"}");

    /// <summary>Why a person may not pass an authority on at all, whatever they would pass on; null when they may.</summary>
    public static Refusal? Passing(Id<Person> holder, Id<SigningAuthority>? delegatedFrom, SigningForm form, bool stands, Actor actor) => 0 switch
    {
        _ when holder != actor.PersonId => NotYours,
        _ when delegatedFrom is not null || form is SigningForm.ByAuthorisation => NoRedelegation,
        _ when !stands => Over,
        _ => null,
    };

    /// <summary>A block that was left blank cannot be told from what is recorded.</summary>
    public static Refusal NoOneBlock(string kind, IReadOnlyList<IReadOnlyList<string>> blocks) => KernelRefusals.Shape("capacity", blocks.Count == 0
        ? $"Người ký chưa được ghi nhận thẩm quyền ký {kind}. Hãy ghi quyền hạn, chức vụ, hoặc nhờ quản trị viên ghi nhận thẩm quyền."
        : $"Người ký được ký {kind} theo nhiều quyền hạn: {string.Join("; ", blocks.Select(block => string.Join(" / ", block)))}. Hãy ghi quyền hạn, chức vụ dùng cho văn bản này.");

    /// <summary>Nobody gave this person the right to sign this in this capacity at this time.</summary>
    public static Refusal None(string kind, IReadOnlyList<string> capacity, SigningAuthority? past, List<SigningAuthority> standing)
    {
        var asked = $"“{string.Join(" / ", capacity)}” đối với {kind}";
        var why = past switch
        {
            { RevokedAt: not null } => "thẩm quyền này đã được thu hồi",
            not null => "thẩm quyền này chưa bắt đầu hoặc đã hết hạn",
            null when standing.Count > 0 => $"người ký chỉ được ký: {string.Join("; ", standing.Select(authority => string.Join(" / ", authority.Capacity)).Distinct(StringComparer.Ordinal))}",
            null => "chưa ghi nhận thẩm quyền ký nào của người này",
        };
        return new Refusal("signing.no-authority", RefusalKind.Forbidden, $"Không có thẩm quyền ký {asked}: {why}. Nhờ quản trị viên ghi nhận thẩm quyền, hoặc sửa chỗ ký cho đúng.");
    }
}
