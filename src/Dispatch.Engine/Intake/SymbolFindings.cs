namespace Dispatch.Engine.Intake;

/// <summary>A number or symbol against the grammar of Phụ lục I mục II.3, and a symbol that speaks of another kind or another body than the paper does.</summary>
internal static class SymbolFindings
{
    public static IEnumerable<IntakeFinding> Of(FindingContext context)
    {
        var reading = context.Reading;
        return Number(reading).Concat(Groups(reading)).Concat(Kind(reading, context.Parts.Title)).Concat(Issuer(reading));
    }

    private static IEnumerable<IntakeFinding> Number(IntakeReading reading)
    {
        if (reading.Number is not { Length: > 0 } number || !number.All(char.IsAsciiDigit))
        {
            yield break;
        }

        var proper = number.TrimStart('0') is var bare && bare.Length == 1 ? "0" + bare : bare;
        if (proper.Length == 0)
        {
            yield return new IntakeFinding("intake.number-grammar", FindingSeverity.Warning, $"Số \"{number}\" không phải là số thứ tự. Hãy đối chiếu bản giấy.", "number");
        }
        else if (proper != number)
        {
            yield return new IntakeFinding("intake.number-grammar", FindingSeverity.Info, $"Số \"{number}\" không theo thể thức: số nhỏ hơn 10 có một số 0 đứng trước, các số khác không có.", "number");
        }
    }

    private static IEnumerable<IntakeFinding> Groups(IntakeReading reading)
    {
        if (reading is { Kind: DispatchKinds.OfficialLetter, Symbol: { } symbol } && !symbol.Contains('-', StringComparison.Ordinal) && !symbol.Contains('/', StringComparison.Ordinal))
        {
            yield return new IntakeFinding("intake.symbol-grammar", FindingSeverity.Info, $"Ký hiệu công văn \"{symbol}\" không có chữ viết tắt đơn vị soạn thảo sau tên cơ quan.", "symbol");
        }
    }

    /// <summary>The kind printed over the subject and the letters of the symbol must be the same; a công văn's symbol begins with its body.</summary>
    private static IEnumerable<IntakeFinding> Kind(IntakeReading reading, string? title)
    {
        // The Party writes QĐ for quy định as well.
        if (title is null or DispatchKinds.OfficialLetter || reading.Symbol is not { } symbol || symbol.Contains('/', StringComparison.Ordinal))
        {
            yield break;
        }

        var bySymbol = DispatchKinds.FromSymbol(symbol);
        if (bySymbol is not null && bySymbol != title && !title.StartsWith(bySymbol, StringComparison.Ordinal) && !DispatchKinds.ShareLetters(bySymbol, title))
        {
            yield return new IntakeFinding("intake.symbol-not-of-kind", FindingSeverity.Warning, $"Văn bản ghi tên loại \"{title}\" nhưng ký hiệu \"{symbol}\" là của {bySymbol}. Hãy đối chiếu bản giấy.", "symbol");
        }
    }

    private static IEnumerable<IntakeFinding> Issuer(IntakeReading reading)
    {
        if (reading is not { Symbol: { } symbol, Issuer: { } issuer } || IssuerLetters(reading.Kind, symbol) is not { Length: >= 2 } letters)
        {
            yield break;
        }

        if (!IsWithin(letters, Plain.Compact(issuer)) && !IsWithin(letters, Plain.Compact(reading.Parent + issuer)))
        {
            yield return new IntakeFinding("intake.symbol-not-of-issuer", FindingSeverity.Warning, $"Chữ viết tắt trong ký hiệu \"{symbol}\" không phải của \"{issuer}\". Hãy xem lại ký hiệu và tên cơ quan ban hành.", "symbol");
        }
    }

    /// <summary>The group of the symbol that stands for the issuer, bare: the first of a công văn, the one behind the kind's letters otherwise.</summary>
    private static string? IssuerLetters(string? kind, string symbol)
    {
        var groups = symbol.Split('-', '/').Select(g => string.Concat(g.Where(char.IsLetter))).ToList();
        var at = kind == DispatchKinds.OfficialLetter && DispatchKinds.FromSymbol(symbol) is not DispatchKinds.OfficialLetter ? 0 : 1;

        // A party office signs TU, HU, ĐU: letters of the level, not of the name that is printed.
        return symbol.Contains('/', StringComparison.Ordinal) || at >= groups.Count ? null : Plain.Of(groups[at]);
    }

    /// <summary>Whether the letters stand in this order in the name, the first of them at its start of a word.</summary>
    private static bool IsWithin(string letters, string name)
    {
        var at = 0;
        foreach (var c in name)
        {
            at += at < letters.Length && c == letters[at] ? 1 : 0;
        }

        return at == letters.Length;
    }
}
