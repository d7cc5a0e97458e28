using Dispatch.Templates.Fonts;
using Dispatch.Templates.Layout;
using Dispatch.Templates.Pdf;
using Dispatch.Templates.Pdf.Reading;
using Dispatch.Templates.Pdf.Updating;
using static Dispatch.Templates.Layout.Length;

namespace Dispatch.Templates.Sheets;

/// <summary>
/// Makes the print master of a paper copy from the very pages of its source (Điều 25, khoản 1; Phụ lục I Phần II mục II): signatures, number and date become part of the pages
/// as they are seen, and the block of the copy stands under the end of the text, or on a page of its own where there is no room.
/// </summary>
public static class FileCopyPrinter
{
    private static readonly string[] NotOnPaper = ["AcroForm", "Perms", "DSS", "OpenAction", "AA", "AF"];

    private const double AboveBlockMm = 6;

    /// <summary>
    /// Makes the PDF. Its first bytes are the source, unchanged; what follows is an update, so the source can be cut out and compared. It bears no signature: it is paper
    /// to be signed by hand. Tags of the source stay and go on in the block. The same source and block give the same bytes.
    /// </summary>
    /// <param name="source">The file that is copied.</param>
    /// <param name="copy">The block.</param>
    /// <param name="size">The preset of sizes of the block.</param>
    /// <returns>A complete PDF file.</returns>
    /// <exception cref="UnprintableSheetException">The source is encrypted ("copy.encrypted"), a form that only one program shows ("copy.xfa") or no sound PDF ("copy.unsound"); or the block is none the law knows.</exception>
    /// <exception cref="MissingGlyphException">A character of the block cannot be printed.</exception>
    public static byte[] Print(byte[] source, CopyBlock copy, SheetSize size = SheetSize.Small)
    {
        ArgumentNullException.ThrowIfNull(source);
        ArgumentNullException.ThrowIfNull(copy);
        SheetChecks.Copy(copy);
        try
        {
            return Print(PdfFileReader.Open(source), new CopyLayout(copy, new SheetSizes(size)));
        }
        catch (PdfFormatException unsound) when (unsound.Code == PdfFormatCodes.Encrypted)
        {
            throw Encrypted();
        }
        catch (PdfFormatException unsound)
        {
            throw new UnprintableSheetException("copy.unsound", $"Tệp PDF của văn bản nguồn không đúng chuẩn ({unsound.Message}). Hãy in văn bản ra giấy rồi sao chụp.");
        }
    }

    private static byte[] Print(PdfFileReader reader, CopyLayout layout)
    {
        Check(reader);
        var update = new PdfUpdate(reader);
        var pages = new FilePages(reader, update);
        if (pages.Count == 0)
        {
            throw new PdfFormatException(PdfFormatCodes.Structure, "The file has no page");
        }

        var structure = FileStructure.Of(reader, update, pages);
        var names = pages.FreshName();
        var fields = new FlatFields(reader, update, pages, structure, names).Flatten();
        var block = new Container();
        layout.Compose(block.ShowEntire());
        var part = new PageAddition(update, pages, structure, names).Add(block.Block, new LastPage(pages, fields));
        pages.Save();
        structure?.Save(part);
        update.Replace(((PdfReference)reader.Trailer["Root"]!).Number, Quiet(reader, update.Get((PdfReference)reader.Trailer["Root"]!)));
        using var file = new MemoryStream();
        update.WriteTo(file);
        return file.ToArray();
    }

    private static void Check(PdfFileReader reader)
    {
        if (reader.IsEncrypted)
        {
            throw Encrypted();
        }

        if (reader.DictionaryOf(reader.Catalog, "AcroForm")?["XFA"] is not null)
        {
            throw new UnprintableSheetException("copy.xfa", "Tệp PDF của văn bản nguồn là biểu mẫu XFA, chỉ hiện đúng trong phần mềm tạo ra nó. Hãy in ra giấy rồi sao chụp.");
        }
    }

    /// <summary>Paper runs nothing and signs nothing: the form with its signatures, scripts and attached files are the source's, which lies before this update.</summary>
    private static PdfDictionary Quiet(PdfFileReader reader, PdfValue catalog)
    {
        var quiet = NotOnPaper.Aggregate((PdfDictionary)catalog, (dictionary, name) => dictionary.With(name, null));
        return reader.DictionaryOf(quiet, "Names") is { } named ? quiet.With("Names", named.With("JavaScript", null).With("EmbeddedFiles", null)) : quiet;
    }

    private static UnprintableSheetException Encrypted() =>
        new("copy.encrypted", "Tệp PDF của văn bản nguồn có mật khẩu hoặc hạn chế quyền. Hãy đề nghị nơi gửi gửi lại tệp không khóa, hoặc in ra giấy rồi sao chụp.");

    /// <summary>Draws a block on the last page or behind it.</summary>
    private sealed class PageAddition(PdfUpdate update, FilePages pages, FileStructure? structure, string names)
    {
        /// <summary>Gives the element of the block in a tagged file.</summary>
        public PdfReference? Add(IBlock block, LastPage last)
        {
            var setup = Paper.Portrait;
            var plan = last.Room() is { } room ? block.PlanFor(room) : Plan.Nothing;
            var isBelow = plan.IsWhole;
            var first = isBelow ? pages.Count - 1 : pages.Count;
            var document = new PdfDocument(
                setup.Width, setup.Height, "", null, structure is null ? PdfStandard.Scan : PdfStandard.Accessible, names, new StructureTree("Sect", isBelow ? structure?.NextMark(first) ?? 0 : 0));
            var drawn = new List<PdfCanvas>();
            if (isBelow)
            {
                drawn.Add(document.NewPage());
                plan.Draw(drawn[0], setup.Left, last.End);
            }
            else
            {
                PageFlow.Draw([new PageSection(setup, block, Blank.None, Blank.None, Blank.None)], page =>
                {
                    pages.Append(page.Width, page.Height);
                    drawn.Add(document.NewPage());
                    return drawn[^1];
                });
            }

            return Write(document, drawn, first);
        }

        private PdfReference? Write(PdfDocument document, List<PdfCanvas> drawn, int first)
        {
            var objects = new UpdateObjects(update);
            var resources = document.AddResources(objects).Select(named => (named.Kind, named.Name, new PdfReference(named.Number))).ToList();
            for (var i = 0; i < drawn.Count; i++)
            {
                drawn[i].Close();
                var canvas = drawn[i];
                pages.Draw(first + i, canvas.Content, resources.Where(named => named.Kind == "Font" || canvas.Pictures.Contains(named.Name, StringComparer.Ordinal)));
            }

            if (structure is null)
            {
                return null;
            }

            var part = document.Structure.AddUnder(objects, structure.Above.Number, [.. Enumerable.Range(first, drawn.Count).Select(pages.NumberOf)]);
            for (var i = 0; i < drawn.Count; i++)
            {
                foreach (var element in document.Structure.MarksOf(i))
                {
                    structure.Mark(first + i, new PdfReference(element));
                }
            }

            return new PdfReference(part);
        }
    }

    /// <summary>The room under the end of the text.</summary>
    private sealed class LastPage(FilePages pages, IReadOnlyList<Signatures.Verifying.Box> fields)
    {
        private const double BelowLetters = 5;
        private const double BackgroundShare = 0.5;

        private static readonly double Tolerance = Mm(3);

        /// <summary>Where the block may begin, in points from the upper edge.</summary>
        public double End { get; private set; }

        /// <summary>The room; null when the page is not an upright A4 or what it shows cannot be followed.</summary>
        public Room? Room()
        {
            var setup = Paper.Portrait;
            var last = pages.Count - 1;
            if (!IsUprightA4(last) || pages.MarksOf(last) is not { } marks)
            {
                return null;
            }

            // What stands wholly in the lower margin is a foot of the page, not its text; a shape over half of the page is its ground.
            var lowest = marks.Letters.Select(letter => letter.Y - BelowLetters)
                .Concat(marks.Pictures.Concat(fields).Where(box => box.Top > setup.Bottom).Select(box => box.Bottom))
                .Concat(marks.Lines.Where(box => box.Top - box.Bottom < setup.Height * BackgroundShare).Select(box => box.Bottom))
                .Where(bottom => bottom > setup.Bottom - Tolerance)
                .DefaultIfEmpty(setup.Height - setup.Top).Min();
            End = setup.Height - lowest + Mm(AboveBlockMm);
            return new Room(setup.TextWidth, Math.Max(0, setup.Height - setup.Bottom - End), setup.TextHeight, IsFresh: false);
        }

        private bool IsUprightA4(int page)
        {
            var rotation = (pages.Inherited(page, "Rotate") as PdfInteger)?.Value ?? 0;
            return rotation % 360 == 0 && IsA4(pages.Inherited(page, "MediaBox")) && pages.Inherited(page, "CropBox") is var crop && (crop is PdfNull || IsA4(crop));
        }

        private bool IsA4(PdfValue value) =>
            pages.BoxOf(value) is { } box && Math.Abs(box.Left) < 1 && Math.Abs(box.Bottom) < 1
            && Math.Abs(box.Right - Paper.Portrait.Width) < Tolerance && Math.Abs(box.Top - Paper.Portrait.Height) < Tolerance;
    }
}
