using System.Runtime.CompilerServices;
using System.Text.Json;
using Dispatch.Engine.Kernel;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Dispatch.Engine.Persistence;

/// <summary>Values that are read and written whole are kept as one JSON text, the same on every database. They are never changed in place: another value is another object.</summary>
internal static class JsonColumn
{
    public static PropertyBuilder<T> HasJson<T>(this PropertyBuilder<T> property)
        where T : class? =>
        property.HasConversion(
            value => JsonSerializer.Serialize(value, KernelJson.Options),
            text => JsonSerializer.Deserialize<T>(text, KernelJson.Options)!,
            new ValueComparer<T>(
                (a, b) => ReferenceEquals(a, b),
                value => RuntimeHelpers.GetHashCode(value),
                value => value));
}
