namespace Dispatch.Engine.Intake;

/// <summary>
/// Reads an official document from its text: what stands in the nine components, the documents it cites and the copy
/// certified under it. Pure: the same text on the same day gives the same reading; no text makes it throw.
/// </summary>
public static class IntakeReader
{
    /// <summary>Reads one document.</summary>
    /// <param name="text">Text as typed, taken from a PDF or recognised from a scan.</param>
    /// <param name="today">The day of reading, against which dates in the future are found.</param>
    /// <param name="knownUnits">The abbreviations in the directory; where given, unknown ones in Nơi nhận are pointed out.</param>
    /// <returns>
    /// The registration; <see cref="IntakeReading.IsDispatch"/> is false with a reason for anything that is no dispatch.
    /// When <see cref="IntakeReading.Secrecy"/> is set, the reading holds nothing else and the text must not be stored.
    /// </returns>
    public static IntakeReading Read(string text, DateOnly today, IReadOnlyCollection<string>? knownUnits = null) => Read(DocumentWords.Of(text), today, knownUnits);

    /// <summary>Reads one document whose fonts are known: what they showed in an alphabet of before Unicode is said, and held for less sure.</summary>
    /// <inheritdoc cref="Read(string, DateOnly, IReadOnlyCollection{string}?)"/>
    public static IntakeReading Read(DocumentWords words, DateOnly today, IReadOnlyCollection<string>? knownUnits = null)
    {
        ArgumentNullException.ThrowIfNull(words);
        if (SecrecyMarking.Find(words.Text) is { } marking)
        {
            return Secret(marking);
        }

        var lines = SourceLines.Of(words.Text);
        var copy = CopyBlockReader.Find(lines);
        var main = copy?.Without(lines) ?? lines;
        var parts = DocumentParts.Of(main);
        if (DispatchEvidence.Refuse(parts, main) is { } refusal)
        {
            return new IntakeReading { Reason = refusal };
        }

        var reading = Registration(parts, copy, main);
        return reading with
        {
            Confidence = ReadingConfidence.Of(reading, parts, isConverted: words.Legacy is not null),
            Findings = IntakeFindings.Of(new FindingContext(reading, parts, copy, main, today, knownUnits) { Legacy = words.Legacy }),
        };
    }

    /// <summary>Of two ways to write down one document, the one that reads better: more of it is known, and more surely.</summary>
    /// <param name="one">The words of the document.</param>
    /// <param name="other">The same document, its columns flattened in another way.</param>
    /// <param name="today">The day of reading.</param>
    /// <returns>One of the two. A text that shows the marking of a state secret is always the better one: it must not be passed over.</returns>
    public static DocumentWords Better(DocumentWords one, DocumentWords other, DateOnly today) => Worth(Read(other, today)) > Worth(Read(one, today)) ? other : one;

    private static double Worth(IntakeReading reading) =>
        reading.Secrecy is not null ? double.MaxValue : (reading.IsDispatch ? 1 : 0) + reading.Confidence.Values.Sum() + (reading.Recipients.Count * 0.02);

    private static IntakeReading Secret(string marking) => new()
    {
        IsDispatch = true,
        Secrecy = marking,
        Findings =
        [
            new IntakeFinding("intake.state-secret", FindingSeverity.Error, $"Văn bản có dấu chỉ độ mật {marking}: hệ thống này không tiếp nhận và không lưu nội dung. Hãy đăng ký ở sổ văn bản mật theo quy định.", "secrecy"),
        ],
    };

    private static IntakeReading Registration(DocumentParts parts, CopyBlockReader.Found? copy, IReadOnlyList<TextLine> main)
    {
        var number = parts.Number;
        var closing = parts.Closing;
        var body = BodyReader.Paragraphs(main, Math.Min(parts.BodyStart, parts.BodyEnd), parts.BodyEnd);
        return new IntakeReading
        {
            IsDispatch = true,
            Kind = parts.Kind,
            Number = number?.Number,
            Symbol = number?.Symbol,
            Year = number?.Year,
            IsHyphened = number is { IsHyphened: true },
            Issuer = parts.Issuer ?? IssuerInference.From(number?.Symbol, body, parts.Date?.Place),
            Parent = parts.Parent,
            Place = parts.Date?.Place,
            Date = parts.Date?.Date,
            Subject = parts.Subject,
            Addressees = parts.Addressees,
            Recipients = closing?.Recipients ?? [],
            Archive = closing?.Archive ?? [],
            ArchiveLine = closing?.ArchiveLine,
            Authority = closing?.Signing.Authority,
            OnBehalfOf = closing?.Signing.OnBehalfOf,
            SignerTitle = closing?.Signing.Title,
            SignerName = closing?.Signing.Name,
            SigningLines = closing?.Signing.Lines ?? [],
            Urgency = parts.Urgency,
            References = ReferenceReader.Read(parts.RunningText, number),
            Copy = copy?.Reading,
            Body = body,
        };
    }
}
