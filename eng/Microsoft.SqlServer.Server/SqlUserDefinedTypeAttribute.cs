namespace Microsoft.SqlServer.Server;

/// <summary>Marks a CLR user-defined type. SqlClient reads it; Dispatch marks nothing with it.</summary>
/// <param name="format">How the type is laid out.</param>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Struct, AllowMultiple = false, Inherited = true)]
public sealed class SqlUserDefinedTypeAttribute(Format format) : Attribute
{
    /// <summary>How the type is laid out.</summary>
    public Format Format { get; } = format;

    /// <summary>The largest value in bytes; -1 is without limit.</summary>
    public int MaxByteSize { get; set; }

    /// <summary>Whether every value has the same length.</summary>
    public bool IsFixedLength { get; set; }

    /// <summary>Whether the bytes sort as the values do.</summary>
    public bool IsByteOrdered { get; set; }

    /// <summary>The method that checks a value read from its bytes.</summary>
    public string? ValidationMethodName { get; set; }

    /// <summary>The name of the type in SQL Server.</summary>
    public string? Name { get; set; }
}
