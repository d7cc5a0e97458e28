using MediatR;

namespace Dispatch.Engine.Kernel;

/// <summary>A request that changes something: one legal act, done in one transaction or not at all.</summary>
/// <typeparam name="TResult">What the act answers; it is stored with the idempotency key and given again to a repeat.</typeparam>
public interface IAct<TResult> : IRequest<Outcome<TResult>>;

/// <summary>An act whose answer is a secret (a token, a recovery code), or is told before there is anybody whose key could be kept: no answer is stored, a repeat acts again.</summary>
public interface IKeepsNoAnswer;

/// <summary>A request that only reads.</summary>
/// <typeparam name="TResult">The answer.</typeparam>
public interface IQuestion<TResult> : IRequest<Outcome<TResult>>;

/// <summary>A question that shows what one paper says. When an auditor asks it, the organisation's log tells it.</summary>
public interface IReadsPaper
{
    /// <summary>The paper.</summary>
    Guid Paper { get; }
}

/// <summary>A request that can tell by itself that its shape is wrong (lengths, required fields, formats), before anything is read.</summary>
public interface IShaped
{
    /// <summary>The first flaw in the request's own shape; null when there is none.</summary>
    Refusal? Flaw();
}

/// <summary>A request that carries words people wrote. Each is looked at before anything is stored: markings of secrecy and letters that mislead are refused on every path alike.</summary>
public interface ICarriesText
{
    /// <summary>Every text of the request that would be stored.</summary>
    IEnumerable<string?> Texts();
}

/// <summary>An answer about something that changes; its version is the ETag.</summary>
public interface IHasVersion
{
    /// <summary>The version of the thing as answered.</summary>
    int Version { get; }
}
