using Dispatch.Engine.Directory;
using Dispatch.Engine.Kernel;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Dispatch.Engine.Auditing;

/// <summary>
/// The newest head of a partner's log, kept here where the partner cannot reach it; it only ever follows the one before. Beside it stands how much of our own log the partner was last heard to
/// keep: from there our next letter proves.
/// </summary>
public sealed class KeptHead : IVersioned
{
    /// <summary>Who keeps it.</summary>
    public required Id<Body> OrganisationId { get; init; }

    /// <summary>Whose log, as the directory here knows it.</summary>
    public required Id<Body> PartnerId { get; init; }

    /// <summary>The log's name in its own installation, which stands in what is signed.</summary>
    public required Guid LogId { get; init; }

    /// <summary>Leaves.</summary>
    public required long Size { get; set; }

    /// <summary>The root over them.</summary>
    public required byte[] Root { get; set; }

    /// <summary>When the partner signed it.</summary>
    public required DateTimeOffset At { get; set; }

    /// <summary>The key that signed: SHA-256 of the public key, hex.</summary>
    public required string KeyId { get; set; }

    /// <summary>SubjectPublicKeyInfo, DER.</summary>
    public required byte[] PublicKey { get; set; }

    /// <summary>ECDSA P-256 over SHA-256 of the statement, base64.</summary>
    public required string Signature { get; set; }

    /// <summary>Leaves of our own log under the head the partner was last heard to keep; 0 when it keeps none.</summary>
    public required long OwnSize { get; set; }

    /// <inheritdoc />
    public int Version { get; set; }

    /// <summary>The first head of a partner is believed for its signature alone.</summary>
    internal static KeptHead Of(Id<Body> keeper, Id<Body> partner, SignedHead head) => new()
    {
        OrganisationId = keeper,
        PartnerId = partner,
        LogId = head.Organisation,
        Size = head.Size,
        Root = Convert.FromHexString(head.Root),
        At = head.At.ToUniversalTime(),
        KeyId = head.KeyId,
        PublicKey = Convert.FromBase64String(head.PublicKey),
        Signature = head.Signature,
        OwnSize = 0,
    };

    /// <summary>The head as its owner signed it.</summary>
    internal SignedHead Signed() => new(LogId, Size, Convert.ToHexStringLower(Root), At, KeyId, Convert.ToBase64String(PublicKey), Signature);

    /// <summary>Whether a letter was written before the head kept here was signed: what comes late says nothing new.</summary>
    internal bool IsAfter(SignedHead head) => head.Size < Size && head.At < At;

    /// <summary>What a letter says against the head kept here: no log gets shorter, or has two roots at one size, or grows into another one. Null when it says nothing against it.</summary>
    internal Refusal? Against(HeadLetter letter)
    {
        var head = letter.Head;
        return head.Organisation != LogId ? KeptHeadRefusals.Changed(Size, head.Size)
            : head.Size < Size ? KeptHeadRefusals.Shorter(Size, head.Size)
            : (head.Size == Size || letter.From == Size) && !IsFollowedBy(letter) ? KeptHeadRefusals.Changed(Size, head.Size)
            : null;
    }

    /// <summary>Takes a larger head that was proven to begin with the one kept here; true when it was. One that is proven from elsewhere waits: the answer tells its sender where to prove from.</summary>
    internal bool Follow(HeadLetter letter)
    {
        var head = letter.Head;
        if (head.Size <= Size || letter.From != Size)
        {
            return false;
        }

        (Size, Root, At, KeyId, PublicKey, Signature) = (head.Size, Convert.FromHexString(head.Root), head.At.ToUniversalTime(), head.KeyId, Convert.FromBase64String(head.PublicKey), head.Signature);
        return true;
    }

    private bool IsFollowedBy(HeadLetter letter) => MerkleTree.IsConsistent(
        Size, Root, letter.Head.Size, Convert.FromHexString(letter.Head.Root), letter.Head.Size == Size ? [] : [.. letter.Path.Select(Convert.FromHexString)]);
}

internal sealed class KeptHeadTable : IEntityTypeConfiguration<KeptHead>
{
    public void Configure(EntityTypeBuilder<KeptHead> builder)
    {
        builder.ToTable("kept_heads");
        // One head a partner: the newest.
        builder.HasKey(head => new { head.OrganisationId, head.PartnerId });
        builder.Property(head => head.Root).HasMaxLength(MerkleLog.HashSize).IsFixedLength();
        builder.Property(head => head.KeyId).HasMaxLength(64);
        builder.Property(head => head.PublicKey).HasMaxLength(200);
        builder.Property(head => head.Signature).HasMaxLength(HeadLetter.LongestSignature);
    }
}

/// <summary>What two logs that keep each other's heads find out.</summary>
internal static class KeptHeadRefusals
{
    public static Refusal Shorter(long kept, long told) => new(
        "auditing.partner-log-shorter", RefusalKind.Conflict,
        $"Nhật ký của đối tác ngắn lại: cơ quan giữ đầu nhật ký {kept} mục, thư sau báo {told} mục. Đầu đang giữ không đổi; hãy hỏi đối tác có khôi phục cơ sở dữ liệu từ bản sao lưu không.");

    public static Refusal Changed(long kept, long told) => new(
        "auditing.partner-log-changed", RefusalKind.Conflict,
        $"Nhật ký của đối tác khác đi: đầu nhật ký {told} mục không nối tiếp đầu {kept} mục cơ quan đang giữ. Đầu đang giữ không đổi; hãy giữ thư này làm chứng cứ và hỏi đối tác.");

    public static Refusal OwnChanged(long kept) => new(
        "auditing.own-log-changed", RefusalKind.Conflict,
        $"Nhật ký của cơ quan không phải nhật ký đối tác giữ: đối tác có đầu nhật ký {kept} mục do cơ quan ký, nhật ký hiện nay không bắt đầu bằng đầu đó. Cơ sở dữ liệu đã được khôi phục từ bản sao lưu, hoặc nhật ký đã bị viết lại hay cắt bớt.");
}
