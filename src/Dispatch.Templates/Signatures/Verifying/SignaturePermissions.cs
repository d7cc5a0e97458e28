using Dispatch.Templates.Pdf.Reading;

namespace Dispatch.Templates.Signatures.Verifying;

/// <summary>
/// What may change after a signature (ISO 32000-1, 12.8.2): its own DocMDP, that of the certification before it, and the fields that it or an earlier signature
/// locked. Without a DocMDP nothing but signing is permitted: who gave no permission gave none.
/// </summary>
internal sealed class SignaturePermissions
{
    private const int SigningOnly = 1;
    private const int Filling = 2;
    private const int Annotating = 3;

    private readonly List<(string Action, HashSet<string> Fields)> locks = [];
    private int? own;
    private int? earlier;

    /// <summary>A signature that says what may change stands in this revision.</summary>
    public bool IsCertified => own is not null || earlier is not null;

    public bool AllowsSigning => Strictest is not SigningOnly;

    private int? Strictest => (own, earlier) switch
    {
        ({ } mine, { } theirs) => Math.Min(mine, theirs),
        var (mine, theirs) => mine ?? theirs,
    };

    /// <summary>The permissions of the signature in one field, in the revision it covers.</summary>
    public static SignaturePermissions Of(PdfFileReader revision, FormTree form, string signedField)
    {
        var permissions = new SignaturePermissions();
        foreach (var found in FoundSignature.In(revision))
        {
            permissions.Add(revision, found.Dictionary, found.Field == signedField);
        }

        foreach (var field in form.All.Where(node => node.IsSignature && revision.Resolve(node.Value) is PdfDictionary))
        {
            permissions.AddLockOf(revision, field, field.Name == signedField);
        }

        return permissions;
    }

    /// <summary>
    /// Whether a field may be filled. What the signer permitted may be filled again; under a signature that only stands in a form certified by another, an empty
    /// field may be filled, and one with a value is part of what was signed.
    /// </summary>
    public bool AllowsFilling(string field, bool wasEmpty) =>
        Strictest is Filling or Annotating && (own is not null || wasEmpty) && !IsLocked(field);

    public bool IsLocked(string field) => locks.Exists(rule => rule.Action switch
    {
        "All" => true,
        "Include" => rule.Fields.Any(name => IsOrIsBelow(field, name)),
        "Exclude" => !rule.Fields.Any(name => IsOrIsBelow(field, name)),
        _ => true,
    });

    private static bool IsOrIsBelow(string field, string name) => field == name || field.StartsWith(name + ".", StringComparison.Ordinal);

    private static int Level(PdfFileReader revision, PdfDictionary? parameters) =>
        revision.Entry(parameters, "P") is PdfInteger { Value: >= SigningOnly and <= Annotating and var level } ? (int)level
        : parameters?["P"] is null ? Filling : SigningOnly;

    private void Add(PdfFileReader revision, PdfDictionary signature, bool isOwn)
    {
        foreach (var reference in revision.ItemsOf(signature, "Reference").Select(revision.Resolve).OfType<PdfDictionary>())
        {
            var parameters = revision.DictionaryOf(reference, "TransformParams");
            switch (revision.NameOf(reference, "TransformMethod"))
            {
                case "DocMDP":
                    Restrict(Level(revision, parameters), isOwn);
                    break;
                case "FieldMDP":
                    AddLock(revision, parameters);
                    break;
            }
        }
    }

    private void AddLockOf(PdfFileReader revision, FormNode field, bool isOwn)
    {
        if (revision.DictionaryOf(field.Dictionary, "Lock") is { } rule)
        {
            AddLock(revision, rule);
            if (rule["P"] is not null)
            {
                Restrict(Level(revision, rule), isOwn);
            }
        }
    }

    private void Restrict(int level, bool isOwn)
    {
        if (isOwn)
        {
            own = Math.Min(own ?? Annotating, level);
        }
        else
        {
            earlier = Math.Min(earlier ?? Annotating, level);
        }
    }

    private void AddLock(PdfFileReader revision, PdfDictionary? rule) =>
        locks.Add((
            revision.NameOf(rule, "Action") ?? "",
            [.. revision.ItemsOf(rule, "Fields").Select(revision.Resolve).OfType<PdfString>().Select(name => FormTree.TextOf(name.Bytes))]));
}
