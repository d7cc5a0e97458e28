using Dispatch.Templates.Signatures.Verifying;

namespace Dispatch.Api.Signing;

/// <summary>
/// Whom this installation trusts: the certificates in the folder <c>trust</c> of its data (PEM or DER), read anew for each verification so that a changed file counts at
/// once. A file there that is no certificate is an error of the installation and stops verification, because silence would look like distrust.
/// </summary>
internal sealed class TrustedRoots(string dataFolder, TimeProvider clock)
{
    private const string Folder = "trust";

    private static readonly string[] Endings = [".pem", ".crt", ".cer", ".der"];

    /// <summary>The anchors and the time of a verification that begins now.</summary>
    /// <exception cref="InvalidOperationException">A file of the folder is no certificate.</exception>
    public VerificationSettings Settings()
    {
        var verification = new VerificationSettings { Now = clock.GetUtcNow() };
        var folder = Path.Combine(dataFolder, Folder);
        var files = System.IO.Directory.Exists(folder) ? System.IO.Directory.EnumerateFiles(folder).Order(StringComparer.Ordinal) : Enumerable.Empty<string>();
        foreach (var file in files.Where(file => Endings.Contains(Path.GetExtension(file), StringComparer.OrdinalIgnoreCase)))
        {
            if (!verification.Trust(File.ReadAllBytes(file)))
            {
                throw new InvalidOperationException($"{file} is no certificate; remove it or put a PEM or DER certificate there.");
            }
        }

        return verification;
    }
}
