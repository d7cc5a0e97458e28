using System.Reflection;
using System.Runtime.CompilerServices;

namespace Dispatch.Architecture.Tests;

/// <summary>The assemblies of <c>src</c> and the types a person wrote in them.</summary>
internal static class Ours
{
    public static Assembly Templates { get; } = Assembly.Load("Dispatch.Templates");

    public static Assembly Engine { get; } = Assembly.Load("Dispatch.Engine");

    public static Assembly Api { get; } = Assembly.Load("dispatch");

    public static IReadOnlyList<Assembly> All { get; } = [Templates, Engine, Api];

    public static IReadOnlyList<Type> Types { get; } = [.. All.SelectMany(WrittenTypes)];

    public static IReadOnlyList<Type> WrittenTypes(Assembly assembly) =>
        [.. assembly.GetTypes().Where(type => IsWritten(type) && type.Namespace?.StartsWith("Dispatch.", StringComparison.Ordinal) == true)];

    public static IReadOnlyList<string> ReferencesOf(Assembly assembly) => [.. assembly.GetReferencedAssemblies().Select(name => name.Name!)];

    /// <summary>
    /// A rule without anything to hold is no rule: the test is skipped with that reason, which <c>test.sh</c> lists and CI counts as a failure.
    /// </summary>
    public static IReadOnlyCollection<T> MustBeFound<T>(this IReadOnlyCollection<T> subjects, string what)
    {
        if (subjects.Count == 0)
        {
            Assert.Ignore($"There is no {what}: this rule holds nothing.");
        }

        return subjects;
    }

    private static bool IsWritten(Type type) =>
        !type.Name.Contains('<', StringComparison.Ordinal)
        && type.GetCustomAttribute<CompilerGeneratedAttribute>() is null
        && (type.DeclaringType is null || IsWritten(type.DeclaringType))
        && type.Namespace?.Contains(".Migrations", StringComparison.Ordinal) != true;
}
