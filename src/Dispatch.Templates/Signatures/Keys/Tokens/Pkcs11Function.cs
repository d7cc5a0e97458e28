using System.Runtime.InteropServices;

namespace Dispatch.Templates.Signatures.Keys.Tokens;

// Places in the list of functions that every module gives (PKCS #11 v2.40, CK_FUNCTION_LIST). The order is the standard's and never changes.
internal enum Pkcs11Function
{
    Initialize = 0,
    GetSlotList = 4,
    GetTokenInfo = 6,
    OpenSession = 12,
    CloseSession = 13,
    Login = 18,
    Logout = 19,
    GetAttributeValue = 24,
    FindObjectsInit = 26,
    FindObjects = 27,
    FindObjectsFinal = 28,
    SignInit = 42,
    Sign = 43,
}

// CK_ULONG is the C compiler's "unsigned long": four bytes on Windows, as wide as a pointer elsewhere. CULong is that type.
[UnmanagedFunctionPointer(CallingConvention.Cdecl)]
internal delegate CULong GetFunctionList(out IntPtr list);

[UnmanagedFunctionPointer(CallingConvention.Cdecl)]
internal delegate CULong Initialize(byte[] arguments);

[UnmanagedFunctionPointer(CallingConvention.Cdecl)]
internal delegate CULong GetSlotList(byte tokenPresent, [Out] CULong[]? slots, ref CULong count);

[UnmanagedFunctionPointer(CallingConvention.Cdecl)]
internal delegate CULong GetTokenInfo(CULong slot, [Out] byte[] information);

[UnmanagedFunctionPointer(CallingConvention.Cdecl)]
internal delegate CULong OpenSession(CULong slot, CULong flags, IntPtr application, IntPtr notify, out CULong session);

[UnmanagedFunctionPointer(CallingConvention.Cdecl)]
internal delegate CULong OnSession(CULong session);

[UnmanagedFunctionPointer(CallingConvention.Cdecl)]
internal delegate CULong Login(CULong session, CULong userType, byte[]? pin, CULong pinLength);

[UnmanagedFunctionPointer(CallingConvention.Cdecl)]
internal delegate CULong WithTemplate(CULong session, IntPtr template, CULong count);

[UnmanagedFunctionPointer(CallingConvention.Cdecl)]
internal delegate CULong GetAttributeValue(CULong session, CULong handle, IntPtr template, CULong count);

[UnmanagedFunctionPointer(CallingConvention.Cdecl)]
internal delegate CULong FindObjects(CULong session, [Out] CULong[] handles, CULong most, out CULong count);

[UnmanagedFunctionPointer(CallingConvention.Cdecl)]
internal delegate CULong SignInit(CULong session, IntPtr mechanism, CULong key);

[UnmanagedFunctionPointer(CallingConvention.Cdecl)]
internal delegate CULong Sign(CULong session, byte[] data, CULong length, [Out] byte[] signature, ref CULong signatureLength);
