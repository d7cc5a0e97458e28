namespace Dispatch.Templates.Signatures;

/// <summary>Why a signature was not made. The names are stable: they become the codes that the office sees.</summary>
public enum SigningFault
{
    /// <summary>The PIN was wrong. One try of the token is used up; nobody tries again by themselves.</summary>
    WrongPin,

    /// <summary>The token takes no PIN any more.</summary>
    PinLocked,

    /// <summary>The token wants a PIN and none was given; the token was not asked.</summary>
    PinNeeded,

    /// <summary>The password does not open the PKCS#12 file, or the file is none.</summary>
    WrongPassword,

    /// <summary>There is no key, or none that belongs to the certificate.</summary>
    NoKey,

    /// <summary>The certificate asked for is not there, or it is not clear which one is meant.</summary>
    NoCertificate,

    /// <summary>The token is not plugged in.</summary>
    NoToken,

    /// <summary>The PKCS#11 module cannot be loaded.</summary>
    NoModule,

    /// <summary>The token or the module failed for another reason, which the message names.</summary>
    TokenFailed,

    /// <summary>The kind, size or curve of the key, or the digest, is not one we sign with.</summary>
    UnsupportedKey,

    /// <summary>The certificate is not valid at the time of signing, or is not for signing.</summary>
    CertificateNotValid,

    /// <summary>What came back is not the signature of the expected certificate over the prepared bytes.</summary>
    WrongSignature,

    /// <summary>The timestamp service answered and refused.</summary>
    TimestampRefused,

    /// <summary>The timestamp service did not answer in time, or not as one.</summary>
    TimestampUnreachable,

    /// <summary>The timestamp that came back is not one over what was sent, or does not hold.</summary>
    TimestampWrong,

    /// <summary>No usable answer on revocation was to be had.</summary>
    RevocationUnknown,

    /// <summary>The file cannot be signed: it is no sound PDF, or forbids it.</summary>
    CannotSignFile,

    /// <summary>The file has no such field.</summary>
    NoSuchField,

    /// <summary>The field has been signed or filled before.</summary>
    FieldTaken,

    /// <summary>The signature needs more room than was kept for it.</summary>
    TooLarge,
}

/// <summary>A signature was not made; nothing has been written.</summary>
/// <param name="fault">Why.</param>
/// <param name="message">A Vietnamese sentence that says what is wrong and what to do.</param>
/// <param name="inner">What lay under it; null when nothing did.</param>
public sealed class SigningException(SigningFault fault, string message, Exception? inner = null) : Exception(message, inner)
{
    /// <summary>Why.</summary>
    public SigningFault Fault { get; } = fault;
}
