using System.Reflection;
using Dispatch.Architecture.Tests.Offenders;
using Microsoft.EntityFrameworkCore;

namespace Dispatch.Architecture.Tests;

/// <summary>An entity is law; how it is stored is written beside it, never in it.</summary>
public sealed class EntityTests
{
    private const BindingFlags Declared =
        BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;

    [Test]
    public void Entities_know_nothing_of_the_database() =>
        Assert.That(Entities(Ours.WrittenTypes(Ours.Engine)).MustBeFound("entity").SelectMany(Leaks), Is.Empty);

    [Test]
    public void This_test_would_notice_an_entity_that_holds_a_context() =>
        Assert.That(
            Entities([typeof(OffendingContext)]).SelectMany(Leaks).Distinct(StringComparer.Ordinal),
            Is.EquivalentTo(new[] { "LeakyEntity: DbContext", "LeakyEntity: PrecisionAttribute" }));

    private static List<Type> Entities(IEnumerable<Type> types)
    {
        var all = types.ToList();
        var inSets = all.Where(type => typeof(DbContext).IsAssignableFrom(type))
            .SelectMany(context => context.GetProperties())
            .Where(property => IsOf(property.PropertyType, typeof(DbSet<>)))
            .Select(property => property.PropertyType.GetGenericArguments()[0]);
        var configured = all.SelectMany(type => type.GetInterfaces())
            .Where(given => IsOf(given, typeof(IEntityTypeConfiguration<>)))
            .Select(given => given.GetGenericArguments()[0]);
        return [.. inSets.Concat(configured).Where(type => !type.IsGenericParameter).Distinct()];
    }

    private static IEnumerable<string> Leaks(Type entity) =>
        TypesNamedBy(entity).Where(IsOfTheDatabase).Select(type => $"{entity.Name}: {type.Name}");

    private static IEnumerable<Type> TypesNamedBy(Type entity)
    {
        var members = entity.GetMembers(Declared);
        var attributes = members.Append(entity).SelectMany(member => member.GetCustomAttributesData()).Select(attribute => attribute.AttributeType);
        var held = members.SelectMany<MemberInfo, Type>(member => member switch
        {
            FieldInfo field => [field.FieldType],
            PropertyInfo property => [property.PropertyType],
            MethodBase method => method.GetParameters().Select(parameter => parameter.ParameterType),
            _ => [],
        });
        return attributes.Concat(held).SelectMany(type => type.IsGenericType ? [type, .. type.GetGenericArguments()] : new[] { type });
    }

    private static bool IsOfTheDatabase(Type type) => type.Namespace?.StartsWith("Microsoft.EntityFrameworkCore", StringComparison.Ordinal) == true;

    private static bool IsOf(Type type, Type open) => type.IsGenericType && type.GetGenericTypeDefinition() == open;
}
