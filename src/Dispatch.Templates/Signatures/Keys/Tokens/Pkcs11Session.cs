using System.Runtime.InteropServices;

namespace Dispatch.Templates.Signatures.Keys.Tokens;

/// <summary>A session with a token, read-only: it looks things up, and signs once it is logged in.</summary>
internal sealed class Pkcs11Session : IDisposable
{
    private const ulong SerialSession = 4;
    private const ulong User = 1;
    private const ulong ContextSpecific = 2;
    private const int MostObjects = 256;
    private const int LargestSignature = 1024;

    private readonly Pkcs11Module module;
    private readonly Pkcs11TokenInformation token;
    private readonly CULong session;
    private bool isLoggedIn;

    public Pkcs11Session(Pkcs11Module module, Pkcs11TokenInformation token)
    {
        (this.module, this.token) = (module, token);
        Pkcs11Module.Check(
            module.Function<OpenSession>(Pkcs11Function.OpenSession)(new CULong(token.Slot), Number(SerialSession), IntPtr.Zero, IntPtr.Zero, out session), "mở phiên làm việc");
    }

    /// <summary>One try, whatever comes of it.</summary>
    public void Login(byte[]? pin)
    {
        LoginAs(User, pin);
        isLoggedIn = true;
    }

    /// <summary>The objects of a class, or those of them with an identifier.</summary>
    public IReadOnlyList<CULong> Find(ulong objectClass, byte[]? id = null)
    {
        var kind = (Pkcs11Code.AttributeClass, Pkcs11Structures.Number(objectClass));
        using var template = id is null ? new Pkcs11Structures(kind) : new Pkcs11Structures(kind, (Pkcs11Code.AttributeId, id));
        Pkcs11Module.Check(module.Function<WithTemplate>(Pkcs11Function.FindObjectsInit)(session, template.Address, Number((ulong)template.Count)), "tìm trong thiết bị");
        try
        {
            var handles = new CULong[MostObjects];
            Pkcs11Module.Check(module.Function<FindObjects>(Pkcs11Function.FindObjects)(session, handles, Number(MostObjects), out var count), "tìm trong thiết bị");
            return [.. handles.Take((int)count.Value)];
        }
        finally
        {
            module.Function<OnSession>(Pkcs11Function.FindObjectsFinal)(session);
        }
    }

    /// <summary>An attribute of an object; null when it has none.</summary>
    public byte[]? Attribute(CULong handle, ulong type)
    {
        using var template = new Pkcs11Structures((type, null));
        var get = module.Function<GetAttributeValue>(Pkcs11Function.GetAttributeValue);
        if (get(session, handle, template.Address, Number(1)).Value != Pkcs11Code.Ok || template.LengthOf(0) is not { } length)
        {
            return null;
        }

        template.MakeRoom(0, length);
        Pkcs11Module.Check(get(session, handle, template.Address, Number(1)), "đọc thiết bị");
        return template.ValueOf(0);
    }

    /// <summary>Signs with a key. A key that wants the PIN before every use is given the one that was right a moment ago.</summary>
    public byte[] Sign(CULong key, ulong mechanism, byte[]? parameter, byte[] data, byte[]? pin)
    {
        using (var structure = new Pkcs11Structures((mechanism, parameter)))
        {
            Pkcs11Module.Check(module.Function<SignInit>(Pkcs11Function.SignInit)(session, structure.Address, key), "bắt đầu ký");
        }

        if (Attribute(key, Pkcs11Code.AttributeAlwaysAuthenticate) is [1, ..])
        {
            LoginAs(ContextSpecific, pin);
        }

        var signature = new byte[LargestSignature];
        var length = Number(LargestSignature);
        Pkcs11Module.Check(module.Function<Sign>(Pkcs11Function.Sign)(session, data, Number((ulong)data.Length), signature, ref length), "ký");
        return signature[..(int)length.Value];
    }

    public void Dispose()
    {
        // What these return changes nothing for us: the token may be unplugged by now.
        if (isLoggedIn)
        {
            module.Function<OnSession>(Pkcs11Function.Logout)(session);
        }

        module.Function<OnSession>(Pkcs11Function.CloseSession)(session);
    }

    private void LoginAs(ulong user, byte[]? pin)
    {
        var code = module.Function<Login>(Pkcs11Function.Login)(session, Number(user), pin, Number((ulong)(pin?.Length ?? 0))).Value;
        if (code != Pkcs11Code.Ok)
        {
            throw Pkcs11Code.Fault(code, "đăng nhập thiết bị", module.Information(token.Slot).IsLastTry);
        }
    }

    private static CULong Number(ulong value) => new((nuint)value);
}
