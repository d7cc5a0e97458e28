using System.Globalization;

namespace Dispatch.Templates.Signatures.Keys.Tokens;

/// <summary>Return values and constants of PKCS #11 that we look at by name.</summary>
internal static class Pkcs11Code
{
    public const ulong Ok = 0x0;
    public const ulong DeviceRemoved = 0x32;
    public const ulong PinIncorrect = 0xA0;
    public const ulong PinLengthRange = 0xA2;
    public const ulong PinExpired = 0xA3;
    public const ulong PinLocked = 0xA4;
    public const ulong TokenNotPresent = 0xE0;
    public const ulong AlreadyLoggedIn = 0x100;
    public const ulong AlreadyInitialized = 0x191;

    public const ulong FinalTryFlag = 0x0002_0000;
    public const ulong PinLockedFlag = 0x0004_0000;
    public const ulong OwnPinPadFlag = 0x100;

    public const ulong AttributeClass = 0x0;
    public const ulong AttributeValue = 0x11;
    public const ulong AttributeId = 0x102;
    public const ulong AttributeAlwaysAuthenticate = 0x202;
    public const ulong CertificateClass = 1;
    public const ulong PrivateKeyClass = 3;

    public const ulong RsaPkcs = 0x1;
    public const ulong RsaPkcsPss = 0xD;
    public const ulong Ecdsa = 0x1041;

    /// <summary>The fault for a return value that is no success.</summary>
    /// <param name="code">What the module returned.</param>
    /// <param name="doing">Vietnamese words for what was being done.</param>
    /// <param name="isLastTry">Whether the token says that the next wrong PIN locks it.</param>
    public static SigningException Fault(ulong code, string doing, bool isLastTry = false) => code switch
    {
        PinIncorrect or PinLengthRange => new(
            SigningFault.WrongPin,
            "Sai mã PIN. Thiết bị đã trừ một lần thử; hệ thống không tự thử lại." + (isLastTry ? " Chỉ còn một lần thử: nhập sai nữa thiết bị sẽ khóa." : "")),
        PinLocked => new(SigningFault.PinLocked, "Mã PIN của thiết bị ký đã bị khóa. Hãy liên hệ đơn vị cấp thiết bị để mở khóa."),
        PinExpired => new(SigningFault.PinLocked, "Mã PIN của thiết bị ký đã hết hạn. Hãy đổi mã PIN bằng phần mềm của thiết bị rồi ký lại."),
        TokenNotPresent or DeviceRemoved => new(SigningFault.NoToken, "Thiết bị ký không còn được cắm. Hãy cắm lại thiết bị rồi ký lại."),
        AlreadyLoggedIn => new(SigningFault.TokenFailed, "Thiết bị ký đang được dùng ở nơi khác trong cùng chương trình. Hãy ký lại sau ít phút."),
        _ => new(SigningFault.TokenFailed, string.Create(CultureInfo.InvariantCulture, $"Thiết bị ký lỗi khi {doing} (mã PKCS#11 0x{code:X}).")),
    };
}
