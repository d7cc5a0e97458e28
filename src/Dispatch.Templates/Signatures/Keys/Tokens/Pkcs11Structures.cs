using System.Runtime.InteropServices;

namespace Dispatch.Templates.Signatures.Keys.Tokens;

/// <summary>
/// C structures in memory of our own: lists of {type, pointer, length}, which is the shape of an attribute and of a mechanism. Windows packs them
/// without gaps, other systems align them, which for this shape comes to the same.
/// </summary>
internal sealed class Pkcs11Structures : IDisposable
{
    private static readonly int NumberSize = Marshal.SizeOf<CULong>();
    private static readonly int EntrySize = (2 * NumberSize) + IntPtr.Size;

    private readonly IntPtr memory;
    private readonly List<IntPtr> values = [];

    public Pkcs11Structures(params ReadOnlySpan<(ulong Type, byte[]? Value)> entries)
    {
        Count = entries.Length;
        memory = Marshal.AllocHGlobal(EntrySize * Math.Max(entries.Length, 1));
        for (var i = 0; i < entries.Length; i++)
        {
            WriteNumber(EntrySize * i, entries[i].Type);
            Point(i, entries[i].Value);
        }
    }

    public IntPtr Address => memory;

    public int Count { get; }

    /// <summary>The length that a module wrote into an entry; null when it has no such attribute.</summary>
    public int? LengthOf(int entry)
    {
        var length = ReadNumber((EntrySize * entry) + NumberSize + IntPtr.Size);
        return length <= int.MaxValue ? (int)length : null;
    }

    /// <summary>Room for a value that a module will write.</summary>
    public void MakeRoom(int entry, int length) => Point(entry, new byte[length]);

    public byte[] ValueOf(int entry)
    {
        var value = new byte[LengthOf(entry) ?? 0];
        if (value.Length > 0)
        {
            Marshal.Copy(Marshal.ReadIntPtr(memory, (EntrySize * entry) + NumberSize), value, 0, value.Length);
        }

        return value;
    }

    /// <summary>A number of the platform's width, as the value of an attribute or a part of a parameter.</summary>
    public static byte[] Number(ulong number) => NumberSize == 4 ? BitConverter.GetBytes((uint)number) : BitConverter.GetBytes(number);

    public static ulong NumberAt(ReadOnlySpan<byte> bytes) => NumberSize == 4 ? BitConverter.ToUInt32(bytes) : BitConverter.ToUInt64(bytes);

    public void Dispose()
    {
        values.ForEach(Marshal.FreeHGlobal);
        values.Clear();
        Marshal.FreeHGlobal(memory);
    }

    private void Point(int entry, byte[]? value)
    {
        var address = IntPtr.Zero;
        if (value is { Length: > 0 })
        {
            address = Marshal.AllocHGlobal(value.Length);
            values.Add(address);
            Marshal.Copy(value, 0, address, value.Length);
        }

        Marshal.WriteIntPtr(memory, (EntrySize * entry) + NumberSize, address);
        WriteNumber((EntrySize * entry) + NumberSize + IntPtr.Size, (ulong)(value?.Length ?? 0));
    }

    private void WriteNumber(int at, ulong number)
    {
        var bytes = Number(number);
        Marshal.Copy(bytes, 0, memory + at, bytes.Length);
    }

    private ulong ReadNumber(int at)
    {
        var bytes = new byte[NumberSize];
        Marshal.Copy(memory + at, bytes, 0, bytes.Length);
        return NumberAt(bytes);
    }
}
