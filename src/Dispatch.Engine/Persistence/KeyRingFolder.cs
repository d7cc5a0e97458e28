using System.Text;
using System.Xml;
using System.Xml.Linq;
using Microsoft.AspNetCore.DataProtection.Repositories;

namespace Dispatch.Engine.Persistence;

/// <summary>
/// The keys that seal cookies, tokens and second factors: <c>*.xml</c> in the data folder, which every node shares, as the framework writes them. The framework's own store does not flush: a cut of power in the
/// first minutes of a key left an empty file, and nobody could sign in any more.
/// </summary>
internal sealed class KeyRingFolder(string folder) : IXmlRepository
{
    /// <inheritdoc />
    /// <exception cref="DamagedKeyRingException">A file of the ring cannot be read.</exception>
    public IReadOnlyCollection<XElement> GetAllElements() => System.IO.Directory.Exists(folder) ? [.. System.IO.Directory.EnumerateFiles(folder, "*.xml").Order(StringComparer.Ordinal).Select(Read)] : [];

    /// <inheritdoc />
    public void StoreElement(XElement element, string friendlyName) => DurableFile.WriteOnce(Path.Combine(folder, friendlyName + ".xml"), Encoding.UTF8.GetBytes(element.ToString()));

    private static XElement Read(string path)
    {
        try
        {
            return XElement.Load(path);
        }
        catch (XmlException)
        {
            throw new DamagedKeyRingException(path);
        }
    }
}

/// <summary>A file of the key ring cannot be read: what it sealed stays sealed.</summary>
public sealed class DamagedKeyRingException(string path)
    : Exception($"Tệp khóa “{path}” không đọc được. Hãy lấy lại từ bản sao lưu; nếu không còn, xóa tệp đó: mọi người phải đăng nhập lại, và ai dùng mã xác thực hai bước đăng ký trong thời gian của khóa ấy phải đăng ký lại.");
