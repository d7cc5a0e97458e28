namespace Dispatch.Engine.Kernel;

/// <summary>What kind of "no" a refusal is; the API maps each kind to one HTTP status, in one place.</summary>
public enum RefusalKind
{
    /// <summary>The request does not have the right shape or breaks a rule of the law's form.</summary>
    Invalid,

    /// <summary>Nobody is signed in.</summary>
    Anonymous,

    /// <summary>The person may not do this.</summary>
    Forbidden,

    /// <summary>There is no such thing, or none this person may see: the answer is the same.</summary>
    Unknown,

    /// <summary>The act is not lawful in the state the paper is in now.</summary>
    Conflict,

    /// <summary>The paper changed since the caller last read it.</summary>
    Stale,

    /// <summary>The idempotency key was used before with another request.</summary>
    KeyReused,

    /// <summary>Too often; later it may be asked again.</summary>
    Busy,

    /// <summary>The content is larger than this installation takes.</summary>
    TooLarge,

    /// <summary>What the installation stands on is out of order; nothing is wrong with the request.</summary>
    Unavailable,
}

/// <summary>An expected "no": a stable code for machines and a Vietnamese sentence that says what to do next.</summary>
/// <param name="Code">Stable, lower case, <c>stage.reason</c>; tests, manuals and translations cite it.</param>
/// <param name="Kind">Decides how the refusal leaves over HTTP.</param>
/// <param name="Message">Vietnamese: what is wrong and what to do.</param>
public sealed record Refusal(string Code, RefusalKind Kind, string Message);
