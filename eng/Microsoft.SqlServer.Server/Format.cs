namespace Microsoft.SqlServer.Server;

/// <summary>How a CLR user-defined type is laid out when it travels to SQL Server.</summary>
public enum Format
{
    /// <summary>Not stated.</summary>
    Unknown = 0,

    /// <summary>The field layout of the type itself.</summary>
    Native = 1,

    /// <summary>The bytes <see cref="IBinarySerialize"/> writes.</summary>
    UserDefined = 2,
}
