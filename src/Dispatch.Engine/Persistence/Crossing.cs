namespace Dispatch.Engine.Persistence;

/// <summary>Why a sentence to the database may look past the rows of one organisation. Each way opens only the tables <see cref="Wall"/> names for it, and, but for the stamp on a session at the door, only for reading; the system alone also writes.</summary>
internal enum Crossing
{
    /// <summary>It may not: the rule.</summary>
    None,

    /// <summary>The family of a paper, whoever holds its nodes: trace, the text of what one received, how far a recall has come. What of it is told, the caller decides.</summary>
    Family,

    /// <summary>At the door nobody is anybody's yet: the account of a name, the session of a cookie.</summary>
    Door,

    /// <summary>Whoever holds a file or a code may ask whose it is: the signer of bytes, the copy of a QR code.</summary>
    Verification,

    /// <summary>The installation at work: deliveries, clocks, start. Nobody chooses it, it is what <see cref="Directory.Role.System"/> means.</summary>
    System,
}
