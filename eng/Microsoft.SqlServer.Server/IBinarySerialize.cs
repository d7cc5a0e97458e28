namespace Microsoft.SqlServer.Server;

/// <summary>A CLR user-defined type that writes and reads its own bytes.</summary>
public interface IBinarySerialize
{
    /// <summary>Fills this value from its bytes.</summary>
    void Read(BinaryReader r);

    /// <summary>Writes this value's bytes.</summary>
    void Write(BinaryWriter w);
}
