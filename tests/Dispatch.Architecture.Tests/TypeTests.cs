using Microsoft.AspNetCore.Components;

namespace Dispatch.Architecture.Tests;

/// <summary>Classes are closed, and no type takes a name that a namespace has.</summary>
public sealed class TypeTests
{
    private static readonly string[] NamesOfNamespaces =
        ["Dispatch", "Engine", "Api", "Templates", .. FolderTests.EngineFolders, .. FolderTests.ApiFolders, .. FolderTests.TemplatesFolders];

    [Test]
    public void Every_concrete_class_is_sealed_save_one_that_another_of_ours_derives_from() =>
        Assert.That(Open(Ours.Types.MustBeFound("type")), Is.Empty);

    [Test]
    public void This_test_would_notice_an_open_class() =>
        Assert.That(Open([typeof(MemoryStream), typeof(AClosedClass), typeof(ABase), typeof(ADerived)]), Is.EqualTo(new[] { typeof(MemoryStream) }));

    [Test]
    public void No_type_has_the_name_of_a_namespace() =>
        Assert.That(Ours.Types.MustBeFound("type").Where(HasTheNameOfANamespace), Is.Empty);

    [Test]
    public void This_test_would_notice_a_class_called_Dispatch() =>
        Assert.That(new[] { typeof(Dispatch), typeof(AClosedClass) }.Where(HasTheNameOfANamespace), Is.EqualTo(new[] { typeof(Dispatch) }));

    // Razor writes the classes of its files and leaves them open; crash points are open because a test must be able to crash in them.
    private static IEnumerable<Type> Open(IReadOnlyCollection<Type> types) =>
        types.Where(type => type is { IsClass: true, IsAbstract: false, IsSealed: false }
            && !typeof(IComponent).IsAssignableFrom(type)
            && type.Name is not "_Imports"
            && type != typeof(Engine.Kernel.CrashPoints)
            && !types.Any(other => other.BaseType == type));

    private static bool HasTheNameOfANamespace(Type type) => NamesOfNamespaces.Contains(type.Name, StringComparer.Ordinal);

    private sealed class AClosedClass;

    private class ABase;

    private sealed class ADerived : ABase;

    private sealed class Dispatch;
}
