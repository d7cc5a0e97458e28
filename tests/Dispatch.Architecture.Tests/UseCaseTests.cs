using System.Text.RegularExpressions;
using MediatR;

namespace Dispatch.Architecture.Tests;

/// <summary>A use case is a request, one handler beside it, and a test that names it.</summary>
public sealed partial class UseCaseTests
{
    private static readonly string[] TestProjects = ["tests/Dispatch.Engine.Tests", "tests/Dispatch.Scenarios.Tests", "tests/Dispatch.Api.Tests"];

    [Test]
    public void Every_request_has_one_handler_in_its_namespace_and_is_named_in_a_test()
    {
        var types = Ours.WrittenTypes(Ours.Engine);
        var tested = WordsOf(Sources.Tests.Where(file => Array.Exists(TestProjects, file.IsIn)));

        Requests(types).MustBeFound("request");

        Assert.That(Faults(types, tested), Is.Empty);
    }

    [Test]
    public void No_handler_sends_a_request() =>
        Assert.That(Handlers(Ours.WrittenTypes(Ours.Engine)).MustBeFound("handler").Where(Sends), Is.Empty);

    [Test]
    public void This_test_would_notice_a_request_that_nobody_or_two_or_a_stranger_handles_or_nobody_tests()
    {
        Type[] types =
        [
            typeof(Offenders.Sound), typeof(Offenders.SoundHandler),
            typeof(Offenders.Orphan),
            typeof(Offenders.Twice), typeof(Offenders.TwiceHandler), typeof(Offenders.TwiceAgainHandler),
            typeof(Offenders.Abroad), typeof(Offenders.Elsewhere.AbroadHandler),
        ];
        var tested = new HashSet<string>(["Sound", "Orphan", "Twice"], StringComparer.Ordinal);

        Assert.That(Faults(types, tested), Is.EqualTo(new[]
        {
            "Orphan has 0 handlers",
            "Twice has 2 handlers",
            "Abroad is handled in Dispatch.Architecture.Tests.Offenders.Elsewhere",
            "Abroad is named in no test",
        }));
    }

    [Test]
    public void This_test_would_notice_a_handler_that_sends_a_request() =>
        Assert.That(
            new[] { typeof(Offenders.SoundHandler), typeof(Offenders.TwiceHandler) }.Where(Sends),
            Is.EqualTo(new[] { typeof(Offenders.TwiceHandler) }));

    private static List<Type> Requests(IEnumerable<Type> types) =>
        [.. types.Where(type => type is { IsAbstract: false, IsInterface: false } && type.GetInterfaces().Any(given => IsOf(given, typeof(IRequest<>))))];

    private static List<Type> Handlers(IEnumerable<Type> types) =>
        [.. types.Where(type => type is { IsAbstract: false, IsGenericTypeDefinition: false } && type.GetInterfaces().Any(given => IsOf(given, typeof(IRequestHandler<,>))))];

    // Slices share entities and the lifecycle; a handler that needs another use case is a missing method of an entity.
    private static bool Sends(Type handler) =>
        handler.GetConstructors().SelectMany(constructor => constructor.GetParameters())
            .Any(parameter => typeof(IMediator).IsAssignableTo(parameter.ParameterType));

    private static IEnumerable<string> Faults(IReadOnlyCollection<Type> types, HashSet<string> tested)
    {
        var handlers = Handlers(types);
        foreach (var request in Requests(types))
        {
            var own = handlers.Where(handler => Handles(handler, request)).ToList();
            if (own.Count != 1)
            {
                yield return $"{request.Name} has {own.Count} handlers";
            }
            else if (own[0].Namespace != request.Namespace)
            {
                yield return $"{request.Name} is handled in {own[0].Namespace}";
            }

            if (!tested.Contains(request.Name))
            {
                yield return $"{request.Name} is named in no test";
            }
        }
    }

    private static bool Handles(Type handler, Type request) =>
        handler.GetInterfaces().Any(given => IsOf(given, typeof(IRequestHandler<,>)) && given.GetGenericArguments()[0] == request);

    private static bool IsOf(Type type, Type open) => type.IsGenericType && type.GetGenericTypeDefinition() == open;

    private static HashSet<string> WordsOf(IEnumerable<SourceFile> files) =>
        files.SelectMany(file => Word().Matches(file.Text).Select(match => match.Value)).ToHashSet(StringComparer.Ordinal);

    [GeneratedRegex(@"\b[A-Z]\w+", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Word();
}
