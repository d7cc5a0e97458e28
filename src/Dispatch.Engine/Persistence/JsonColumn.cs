using System.Text.Json;
using Dispatch.Engine.Kernel;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Dispatch.Engine.Persistence;

/// <summary>Values that are read and written whole are kept as one JSON text, the same on every database.</summary>
internal static class JsonColumn
{
    public static PropertyBuilder<T> HasJson<T>(this PropertyBuilder<T> property) =>
        property.HasConversion(
            value => JsonSerializer.Serialize(value, KernelJson.Options),
            text => JsonSerializer.Deserialize<T>(text, KernelJson.Options)!,
            new ValueComparer<T>(
                (a, b) => JsonSerializer.Serialize(a, KernelJson.Options) == JsonSerializer.Serialize(b, KernelJson.Options),
                value => JsonSerializer.Serialize(value, KernelJson.Options).GetHashCode(StringComparison.Ordinal),
                value => value));
}
