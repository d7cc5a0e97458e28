using System.Globalization;
using System.Text;
using CsvHelper;
using Dispatch.Engine.Directory;
using Dispatch.Engine.Kernel;
using Dispatch.Templates.Sheets;

namespace Dispatch.Engine.Distributing;

/// <summary>One line of a file of channels.</summary>
/// <param name="Line">Where it stands, from 1.</param>
/// <param name="Body">The recipient's key in the directory.</param>
/// <param name="Channel">By which way.</param>
/// <param name="Address">Where that leads.</param>
/// <param name="PublicKey">A partner's keys, PEM.</param>
internal sealed record ChannelRow(int Line, string Body, DeliveryChannel Channel, string? Address, string? PublicKey);

/// <summary>The file of channels: <c>body,channel,address,public_key</c>, written and read.</summary>
internal static class ChannelSheet
{
    private const int MostRows = 20_000;
    private const string Head = "-----BEGIN PUBLIC KEY-----";
    private const string Foot = "-----END PUBLIC KEY-----";
    private const char BetweenKeys = '|';

    private static readonly string[] Columns = ["body", "channel", "address", "public_key"];

    /// <summary>Reads a file; the first thing wrong in it is told with its line.</summary>
    public static Outcome<IReadOnlyList<ChannelRow>> Read(string csv)
    {
        var rows = new List<ChannelRow>();
        csv = csv.TrimStart('\uFEFF');
        using var reader = CsvReader.FromText(csv, ForeignSheet.Form(ForeignSheet.SeparatorOf(csv)));
        try
        {
            if (Array.Find(Columns, column => !reader.TryGetFieldIndex(column, out _)) is { } missing)
            {
                return DistributingRefusals.BadChannelLine(1, $"thiếu cột {missing}; dòng đầu phải là {string.Join(',', Columns)}");
            }

            while (reader.Read())
            {
                var line = (int)reader.LineNumber;
                var word = reader.GetString("channel").Trim();
                if (!Enum.TryParse<DeliveryChannel>(word, ignoreCase: true, out var channel) || !Enum.IsDefined(channel) || char.IsAsciiDigit(word[0]))
                {
                    return DistributingRefusals.BadChannelLine(line, $"kênh “{word}” không có; ghi {string.Join(", ", Enum.GetNames<DeliveryChannel>().Where(name => name != nameof(DeliveryChannel.Internal)))}");
                }

                rows.Add(new ChannelRow(line, reader.GetString("body").Trim(), channel, Optional(SheetCsv.TextOf(reader.GetString("address"))), Pem(reader.GetString("public_key"))));
                if (rows.Count > MostRows)
                {
                    return DistributingRefusals.BadChannelLine(line, $"quá {MostRows.ToString("N0", CultureInfo.GetCultureInfo("vi-VN"))} dòng");
                }
            }
        }
        catch (CsvFormatException unreadable)
        {
            return DistributingRefusals.BadChannelLine((int)unreadable.LineNumber, "không đúng dạng CSV");
        }

        return rows;
    }

    /// <summary>Writes a file: rows in order of the recipients' keys, so that two exports are the same.</summary>
    public static string Write(IEnumerable<(string Body, DeliveryChannel Channel, string? Address, byte[]? PublicKeys)> rows)
    {
        var csv = new StringBuilder(string.Join(',', Columns)).Append('\n');
        foreach (var (body, channel, address, keys) in rows.OrderBy(row => row.Body, StringComparer.Ordinal))
        {
            csv.Append(CultureInfo.InvariantCulture, $"{body},{channel},{SheetCsv.Field(address ?? string.Empty)},{string.Join(BetweenKeys, PartnerKeys.Split(keys).Select(Convert.ToBase64String))}\n");
        }

        return csv.ToString();
    }

    private static string? Optional(string text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();

    /// <summary>Keys may come as PEM or as what stands between its lines, with a bar from one to the next.</summary>
    private static string? Pem(string text) => Optional(text) is not { } keys ? null
        : keys.StartsWith("-----", StringComparison.Ordinal) ? keys : string.Join('\n', keys.Split(BetweenKeys).Select(key => $"{Head}\n{key}\n{Foot}"));
}
