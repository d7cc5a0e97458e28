namespace Microsoft.SqlServer.Server;

/// <summary>A type was sent as a CLR user-defined type and is none.</summary>
public sealed class InvalidUdtException : SystemException
{
    private InvalidUdtException(string message)
        : base(message)
    {
    }

    /// <summary>The exception for a type that is no user-defined type.</summary>
    /// <param name="udtType">The type that was sent.</param>
    /// <param name="resourceReason">The name of the reason, as SqlClient gives it; kept in the message as it is.</param>
    public static InvalidUdtException Create(Type udtType, string resourceReason = "SqlUdtReason_NoUdtAttribute")
    {
        ArgumentNullException.ThrowIfNull(udtType);
        return new InvalidUdtException($"'{udtType.FullName}' is an invalid user defined type, reason: {resourceReason}.");
    }
}
