using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace Dispatch.Engine.Tests.Fixtures;

/// <summary>What was told to whoever reads the server's log.</summary>
internal sealed class HeardLog<T> : ILogger<T>
{
    private readonly ConcurrentQueue<string> errors = new();

    public IReadOnlyList<string> Errors => [.. errors];

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => true;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        if (logLevel >= LogLevel.Error)
        {
            errors.Enqueue(formatter(state, exception));
        }
    }
}
