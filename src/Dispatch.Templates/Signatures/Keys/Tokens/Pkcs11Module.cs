using System.Collections.Concurrent;
using System.Runtime.InteropServices;
using System.Text;

namespace Dispatch.Templates.Signatures.Keys.Tokens;

/// <summary>A loaded PKCS #11 module. It is initialised once for the process and stays: other parts may use it too.</summary>
internal sealed class Pkcs11Module
{
    private const ulong OsLocking = 2;
    private const int TokenInformationSize = 512;

    private static readonly ConcurrentDictionary<string, Lazy<Pkcs11Module>> Loaded = new(StringComparer.Ordinal);

    private readonly IntPtr functions;
    private readonly ConcurrentDictionary<Pkcs11Function, Delegate> bound = new();

    private Pkcs11Module(IntPtr functions) => this.functions = functions;

    /// <summary>Signing in counts for the whole process: one at a time, or one signer could use the PIN of another.</summary>
    public SemaphoreSlim Turn { get; } = new(1, 1);

    /// <summary>The module of a path.</summary>
    /// <exception cref="SigningException">It cannot be loaded, or is no PKCS #11 module.</exception>
    public static Pkcs11Module Load(string path) => Loaded.GetOrAdd(path, static key => new Lazy<Pkcs11Module>(() => Open(key))).Value;

    /// <summary>A function of the module.</summary>
    public T Function<T>(Pkcs11Function function)
        where T : Delegate => (T)bound.GetOrAdd(function, key =>
    {
        // The list begins with a version of two bytes; Windows packs the pointers right behind it.
        var first = OperatingSystem.IsWindows() ? 2 : IntPtr.Size;
        return Marshal.GetDelegateForFunctionPointer<T>(Marshal.ReadIntPtr(functions, first + ((int)key * IntPtr.Size)));
    });

    /// <summary>The slots that have a token in them.</summary>
    public IReadOnlyList<Pkcs11TokenInformation> Tokens()
    {
        var list = Function<GetSlotList>(Pkcs11Function.GetSlotList);
        var count = new CULong(0);
        Check(list(1, null, ref count), "tìm thiết bị");
        var slots = new CULong[count.Value];
        Check(list(1, slots, ref count), "tìm thiết bị");
        return [.. slots.Take((int)count.Value).Select(slot => Information(slot.Value))];
    }

    /// <summary>What a token says of itself.</summary>
    public Pkcs11TokenInformation Information(nuint slot)
    {
        var bytes = new byte[TokenInformationSize];
        Check(Function<GetTokenInfo>(Pkcs11Function.GetTokenInfo)(new CULong(slot), bytes), "đọc thông tin thiết bị");
        return new(slot, Text(bytes.AsSpan(0, 32)), Text(bytes.AsSpan(80, 16)), Pkcs11Structures.NumberAt(bytes.AsSpan(96)));
    }

    public static void Check(CULong code, string doing)
    {
        if (code.Value != Pkcs11Code.Ok)
        {
            throw Pkcs11Code.Fault(code.Value, doing);
        }
    }

    private static Pkcs11Module Open(string path)
    {
        try
        {
            var export = NativeLibrary.GetExport(NativeLibrary.Load(path), "C_GetFunctionList");
            Check(Marshal.GetDelegateForFunctionPointer<GetFunctionList>(export)(out var functions), "mở mô-đun");
            var module = new Pkcs11Module(functions);

            // Four callbacks we do not give, then the flag that asks the module to lock by the system's own means.
            var arguments = new byte[(6 * IntPtr.Size) + Marshal.SizeOf<CULong>()];
            Pkcs11Structures.Number(OsLocking).CopyTo(arguments, 4 * IntPtr.Size);
            var code = module.Function<Initialize>(Pkcs11Function.Initialize)(arguments);
            if (code.Value != Pkcs11Code.AlreadyInitialized)
            {
                Check(code, "khởi động mô-đun");
            }

            return module;
        }
        catch (Exception missing) when (missing is DllNotFoundException or BadImageFormatException or EntryPointNotFoundException)
        {
            // A path that is wrong today may be right tomorrow.
            Loaded.TryRemove(path, out _);
            throw new SigningException(SigningFault.NoModule, $"Không nạp được mô-đun PKCS#11 “{path}”. Hãy kiểm tra đường dẫn và phần mềm của thiết bị ký.", missing);
        }
    }

    private static string Text(ReadOnlySpan<byte> padded) => Encoding.UTF8.GetString(padded).TrimEnd(' ', '\0');
}

/// <summary>What a token says of itself.</summary>
/// <param name="Slot">Where it is.</param>
/// <param name="Label">Its name.</param>
/// <param name="SerialNumber">The maker's number.</param>
/// <param name="Flags">Its state.</param>
internal sealed record Pkcs11TokenInformation(nuint Slot, string Label, string SerialNumber, ulong Flags)
{
    public bool HasOwnPinPad => (Flags & Pkcs11Code.OwnPinPadFlag) != 0;

    public bool IsLocked => (Flags & Pkcs11Code.PinLockedFlag) != 0;

    public bool IsLastTry => (Flags & Pkcs11Code.FinalTryFlag) != 0;
}
