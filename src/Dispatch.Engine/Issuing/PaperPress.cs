using Dispatch.Engine.Kernel;
using Dispatch.Templates.Bodies;
using Dispatch.Templates.Fonts;
using Dispatch.Templates.Sheets;

namespace Dispatch.Engine.Issuing;

/// <summary>Lays papers out. An ordinary one is laid out at once; of large ones a few at a time, so that several of them neither fill the memory nor hold up the ordinary.</summary>
internal sealed class PaperPress(TimeProvider clock)
{
    private const int ManyLines = 2_000;
    private const int LargeFile = 5_000_000;

    private readonly WorkLine large = new(Math.Max(2, Environment.ProcessorCount), IssuingRefusals.PressBusy, clock);

    /// <summary>A sheet that somebody wants to see; a large one waits for its turn.</summary>
    public Task<Outcome<byte[]>> ShowAsync(DispatchSheet sheet, ActContext context, CancellationToken cancellationToken) =>
        IsLarge(sheet) ? large.DoAsync(context, () => Task.FromResult(Printed(() => DispatchSheetPrinter.Print(sheet))), cancellationToken) : Task.FromResult(Printed(() => DispatchSheetPrinter.Print(sheet)));

    /// <summary>A book or a list that somebody wants to see; a long one waits for its turn.</summary>
    public Task<Outcome<byte[]>> ShowAsync(RegisterBookSheet book, ActContext context, CancellationToken cancellationToken) =>
        book.Rows.Count > ManyLines ? large.DoAsync(context, () => Task.FromResult(Printed(() => RegisterBookPrinter.Print(book))), cancellationToken) : Task.FromResult(Printed(() => RegisterBookPrinter.Print(book)));

    /// <summary>The sheet of an act; refused when the font lacks a letter of it, the law does not know such a sheet, or it is large and too many others are being laid out.</summary>
    public Outcome<byte[]> Print(DispatchSheet sheet) =>
        IsLarge(sheet) ? large.DoInAct(() => Printed(() => DispatchSheetPrinter.Print(sheet))) : Printed(() => DispatchSheetPrinter.Print(sheet));

    /// <summary>The pages of a file with the block of a copy under them, for an act.</summary>
    public Outcome<byte[]> Print(byte[] source, CopyBlock block) =>
        source.Length > LargeFile ? large.DoInAct(() => Printed(() => FileCopyPrinter.Print(source, block))) : Printed(() => FileCopyPrinter.Print(source, block));

    private static bool IsLarge(DispatchSheet sheet) => BodySize.IsLarge([.. sheet.Body, .. sheet.Addressees, .. sheet.Recipients, .. sheet.Annexes.SelectMany(annex => annex.Body)]);

    private static Outcome<byte[]> Printed(Func<byte[]> print)
    {
        try
        {
            return print();
        }
        catch (MissingGlyphException missing)
        {
            return IssuingRefusals.MissingGlyph(missing);
        }
        catch (UnprintableSheetException wrong)
        {
            return IssuingRefusals.Unprintable(wrong);
        }
    }
}
