using System.Reflection;
using Microsoft.AspNetCore.Http;

namespace Dispatch.Architecture.Tests;

/// <summary>Whoever may wait can be told to stop waiting.</summary>
public sealed class TokenTests
{
    private const BindingFlags Declared =
        BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;

    [Test]
    public void Every_asynchronous_method_others_can_call_takes_a_token() =>
        Assert.That(Ours.Types.MustBeFound("type").SelectMany(WithoutToken), Is.Empty);

    [Test]
    public void This_test_would_notice_a_method_that_cannot_be_stopped() =>
        Assert.That(WithoutToken(typeof(AnAsynchronousClass)), Is.EqualTo(new[] { "AnAsynchronousClass.CannotBeStoppedAsync", "AnAsynchronousClass.NorCanThis" }));

    private static IEnumerable<string> WithoutToken(Type type) =>
        from method in type.GetMethods(Declared).OrderBy(method => method.Name, StringComparer.Ordinal)
        where !method.IsPrivate && !method.Name.Contains('<', StringComparison.Ordinal) && IsAsynchronous(method.ReturnType)
        where method.GetBaseDefinition() == method && !IsGivenByAForeignInterface(type, method)
        where !Array.Exists(method.GetParameters(), parameter => CarriesAToken(parameter.ParameterType))
        select $"{type.Name}.{method.Name}";

    private static bool IsAsynchronous(Type type) =>
        type == typeof(Task) || type == typeof(ValueTask)
        || (type.IsGenericType && type.GetGenericTypeDefinition() is var open
            && (open == typeof(Task<>) || open == typeof(ValueTask<>) || open == typeof(IAsyncEnumerable<>)));

    // A request that is broken off cancels HttpContext.RequestAborted.
    private static bool CarriesAToken(Type type) => type == typeof(CancellationToken) || type == typeof(HttpContext) || type == typeof(EndpointFilterInvocationContext);

    private static bool IsGivenByAForeignInterface(Type type, MethodInfo method) =>
        !type.IsInterface && type.GetInterfaces().Any(given =>
            !Ours.All.Contains(given.Assembly) && type.GetInterfaceMap(given).TargetMethods.Contains(method));

    private sealed class AnAsynchronousClass : IAsyncDisposable
    {
        public static Task CannotBeStoppedAsync() => Task.CompletedTask;

        public static Task CanBeStoppedAsync(CancellationToken cancellationToken) => Task.FromCanceled(cancellationToken);

        public static Task CanBeStoppedByTheBrowser(HttpContext context) => Task.FromCanceled(context.RequestAborted);

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;

        internal static ValueTask<int> NorCanThis() => ValueTask.FromResult(1);
    }
}
