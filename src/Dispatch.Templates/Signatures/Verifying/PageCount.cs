using Dispatch.Templates.Pdf.Reading;

namespace Dispatch.Templates.Signatures.Verifying;

/// <summary>How many pages a file has.</summary>
public static class PageCount
{
    /// <summary>The number of pages of a sound file; 0 for any other.</summary>
    public static int Of(byte[] file)
    {
        try
        {
            return PageTree.Of(PdfFileReader.Open(file)).Pages.Count;
        }
        catch (PdfFormatException)
        {
            return 0;
        }
    }
}
