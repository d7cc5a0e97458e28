namespace Dispatch.Templates.Signatures.Signing;

/// <summary>What one signature is to be, apart from the key.</summary>
public sealed record SignatureRequest
{
    /// <summary>The field the layout kept for it, by its full name. It must be there and empty.</summary>
    public string? Field { get; init; }

    /// <summary>A place for a field that the file does not have yet; instead of <see cref="Field"/>.</summary>
    public NewField? Place { get; init; }

    /// <summary>When it is signed, as the signature states it; its offset from UTC is written too.</summary>
    public required DateTimeOffset Time { get; init; }

    /// <summary>
    /// A certification signature that permits filling in fields and signing, and nothing else (DocMDP 2): the signature of the competent person, after
    /// which only number, date and seal may come. It must be the file's first.
    /// </summary>
    public bool Certifies { get; init; }

    /// <summary>Full names of the fields that nobody may change after this signature (FieldMDP).</summary>
    public IReadOnlyList<string> Locks { get; init; } = [];

    /// <summary>What is seen on the page.</summary>
    public SignatureLook Look { get; init; } = SignatureLook.Nothing;

    /// <summary>Who signs, for readers that show it beside the certificate's name; null leaves it to the certificate.</summary>
    public string? SignerName { get; init; }

    /// <summary>Why; null for nothing.</summary>
    public string? Reason { get; init; }
}

/// <summary>A signature field to be made, in a file that has none for us.</summary>
/// <param name="Name">Its name in the file; without a full stop.</param>
/// <param name="Tooltip">What it is, for people.</param>
/// <param name="Page">The page, from 1.</param>
/// <param name="Left">Millimetres from the left edge of the page.</param>
/// <param name="Top">Millimetres from its upper edge.</param>
/// <param name="Width">Millimetres; 0 with a height of 0 for a signature that is not seen.</param>
/// <param name="Height">Millimetres.</param>
public sealed record NewField(string Name, string Tooltip, int Page, double Left, double Top, double Width, double Height)
{
    /// <summary>A field that is not seen, on the first page.</summary>
    /// <param name="name">Its name in the file.</param>
    /// <param name="tooltip">What it is, for people.</param>
    public static NewField Unseen(string name, string tooltip) => new(name, tooltip, 1, 0, 0, 0, 0);
}

/// <summary>How much evidence a signature carries for the years to come (ETSI EN 319 142-1).</summary>
public enum SignatureLevel
{
    /// <summary>The signature with its certificates.</summary>
    Basic,

    /// <summary>And a timestamp: it was there at that time.</summary>
    Timestamped,

    /// <summary>And the certificates and answers on revocation that a verifier will need when nobody gives them any more.</summary>
    LongTerm,

    /// <summary>And a timestamp over all of it, which can be renewed before it grows weak.</summary>
    Archival,
}
