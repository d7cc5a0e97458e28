using Dispatch.Templates.Pdf.Reading;

namespace Dispatch.Templates.Signatures.Verifying;

/// <summary>What a verification knows besides the signatures: trusted certificates, and certificates and answers about revocation from the file and from the caller.</summary>
internal sealed class Evidence
{
    private static readonly TimeSpan UsualFreshness = TimeSpan.FromDays(1);

    private readonly CertificatePool pool;
    private readonly List<RevocationList> lists = [];
    private readonly List<OcspAnswer> answers = [];
    private readonly Dictionary<(Certificate, Certificate), List<RevocationAnswer>> about = [];

    public Evidence(IEnumerable<Certificate> anchors, CertificatePool pool) => (Anchors, this.pool) = ([.. anchors], pool);

    public List<Certificate> Anchors { get; }

    public List<Certificate> Certificates { get; } = [];

    /// <summary>The certificates, each with its issuer, of which an answer was wanted and not at hand.</summary>
    public HashSet<(Certificate Certificate, Certificate Issuer)> Missing { get; } = [];

    /// <summary>Adds certificates that are not known yet; the same one often travels with every signature.</summary>
    public void AddCertificates(IEnumerable<Certificate> more)
    {
        foreach (var certificate in more.Where(certificate => !Certificates.Exists(certificate.Is)))
        {
            Certificates.Add(certificate);
        }
    }

    /// <summary>Adds what the document security store of a file holds (ETSI EN 319 142-1, 5.4.2).</summary>
    public void AddStore(PdfFileReader reader)
    {
        var store = reader.DictionaryOf(reader.Catalog, "DSS");
        foreach (var encoded in Streams("Certs"))
        {
            AddCertificates(pool.Read(encoded) is { } certificate ? [certificate] : []);
        }

        Streams("CRLs").ForEach(encoded => AddAnswer(encoded));
        Streams("OCSPs").ForEach(encoded => AddAnswer(encoded));

        List<byte[]> Streams(string name) => [.. reader.ItemsOf(store, name).Select(reader.Resolve).OfType<PdfStream>().Select(stream => reader.Decode(stream))];
    }

    public void AddMessage(SignedMessage message)
    {
        AddCertificates(message.Certificates);
        message.RevocationLists.ForEach(encoded => AddAnswer(encoded));
        message.OcspAnswers.ForEach(encoded => AddAnswer(encoded));
    }

    /// <summary>Adds a revocation list or an OCSP answer; bytes that are neither add nothing.</summary>
    public void AddAnswer(ReadOnlyMemory<byte> encoded)
    {
        if (OcspAnswer.TryRead(encoded, pool) is { } answer)
        {
            answers.Add(answer);
            AddCertificates(answer.Certificates);
        }
        else if (RevocationList.TryRead(encoded) is { } list)
        {
            lists.Add(list);
        }
    }

    /// <summary>What is known of a certificate at a time. <paramref name="isProven"/>: a timestamp shows that the signature existed then.</summary>
    public TrustStatus StatusOf(Certificate certificate, DateTimeOffset time, bool isProven, DateTimeOffset? claimed)
    {
        if (CertificatePath.Find(certificate, Certificates, Anchors) is not { } path)
        {
            return TrustStatus.Unknown;
        }

        var revocation = path.Certificates.Zip(path.Certificates.Skip(1)).Select(pair => Revocation(pair.First, pair.Second, time, isProven, claimed)).ToList();
        return path.Flaw() ?? (revocation.Contains(TrustStatus.Revoked) ? TrustStatus.Revoked
            : path.FlawAt(time) is { } flaw ? flaw
            : revocation.Contains(TrustStatus.RevokedWithoutProof) ? TrustStatus.RevokedWithoutProof
            : revocation.Contains(TrustStatus.RevocationUnknown) ? TrustStatus.RevocationUnknown
            : TrustStatus.Trusted);
    }

    /// <summary>Whether the way from a certificate to an anchor is weak.</summary>
    public bool IsWeak(Certificate certificate) => CertificatePath.Find(certificate, Certificates, Anchors) is { IsWeak: true };

    /// <summary>Whether a certificate is trusted itself, is another form of one, or leads to one.</summary>
    public bool Connects(Certificate certificate) =>
        Anchors.Exists(anchor => anchor.HasSameKeyAs(certificate) && certificate.IsIssuedBy(anchor)) || CertificatePath.Find(certificate, Certificates, Anchors) is not null;

    private TrustStatus Revocation(Certificate certificate, Certificate authority, DateTimeOffset time, bool isProven, DateTimeOffset? claimed)
    {
        var known = AnswersAbout(certificate, authority);
        var revoked = known.Select(answer => answer.RevokedAt).Where(at => at is not null && at <= time).Min();
        if (revoked is { } at)
        {
            return isProven || claimed >= at ? TrustStatus.Revoked : TrustStatus.RevokedWithoutProof;
        }

        if (certificate.IsNeverRevoked || known.Exists(answer => IsAnswerFor(answer, time)) || !(certificate.NamesRevocationSource || known.Count > 0))
        {
            return TrustStatus.Trusted;
        }

        Missing.Add((certificate, authority));
        return TrustStatus.RevocationUnknown;
    }

    // An answer speaks for its own span of time, and a later one for all the time before it.
    private static bool IsAnswerFor(RevocationAnswer answer, DateTimeOffset time) => answer.From >= time || time <= (answer.Until ?? answer.From + UsualFreshness);

    private List<RevocationAnswer> AnswersAbout(Certificate certificate, Certificate authority)
    {
        if (!about.TryGetValue((certificate, authority), out var known))
        {
            known = [.. answers.Select(answer => answer.About(certificate, authority)).Concat(lists.Select(list => list.About(certificate, authority))).OfType<RevocationAnswer>()];
            about[(certificate, authority)] = known;
        }

        return known;
    }
}
