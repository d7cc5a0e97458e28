using Dispatch.Templates.Images;
using Dispatch.Templates.Pdf;
using Dispatch.Templates.Pdf.Reading;
using Dispatch.Templates.Pdf.Updating;

namespace Dispatch.Templates.Signatures.Signing;

/// <summary>What a signature shows on the page (Phụ lục I of Nghị định 30/2020/NĐ-CP).</summary>
public abstract class SignatureLook
{
    private SignatureLook()
    {
    }

    /// <summary>Nothing: the field's place stays empty.</summary>
    public static SignatureLook Nothing { get; } = new NoLook();

    /// <summary>
    /// An image: the blue signature of a person, or the red seal of an organisation. It is centred and as large as the field allows, so a field as large as
    /// the seal shows it in its real size. Reading and packing it takes longer than signing: keep what this gives as long as the image is the same.
    /// </summary>
    /// <param name="image">A PNG file; its background should be transparent.</param>
    /// <exception cref="UnreadableImageException">It is not a readable image.</exception>
    public static SignatureLook Image(ReadOnlyMemory<byte> image) => new ImageLook(Picture.Read(image));

    /// <summary>Text alone, upright, black, 10 points, broken into lines where the field ends: for separate attachments and electronic copies, where the law wants no image.</summary>
    /// <param name="words">The words.</param>
    public static SignatureLook Text(string words) => new TextLook(words);

    internal sealed class NoLook : SignatureLook;

    internal sealed class TextLook(string words) : SignatureLook
    {
        public string Words => words;
    }

    internal sealed class ImageLook(Picture picture) : SignatureLook
    {
        private readonly PackedImage?[] packed = new PackedImage?[Enum.GetValues<PdfStandard>().Length];

        public Picture Picture => picture;

        /// <summary>The image as objects of an update; packed once for all signatures that show it.</summary>
        public PdfReference AddTo(PdfUpdate update, PdfStandard standard)
        {
            if (packed[(int)standard] is { } known)
            {
                return known.AddTo(update);
            }

            var pictures = new PictureObjects();
            var name = pictures.NameOf(picture);
            var reference = new PdfReference(pictures.AddTo(new UpdateObjects(update), standard)[name]);
            packed[(int)standard] = PackedImage.Of(update, reference);
            return reference;
        }
    }

    /// <summary>An image and the stream of what shows through; null for an image whose parts lie deeper, which is packed anew each time.</summary>
    private sealed record PackedImage(PdfStream Image, PdfStream? Mask)
    {
        public static PackedImage? Of(PdfUpdate update, PdfReference reference)
        {
            var image = (PdfStream)update.Get(reference);
            var mask = image.Dictionary["SMask"] is PdfReference seen ? (PdfStream)update.Get(seen) : null;
            return image.Dictionary["ColorSpace"] is PdfName ? new(image, mask) : null;
        }

        public PdfReference AddTo(PdfUpdate update)
        {
            var entries = Mask is null ? Image.Dictionary : Image.Dictionary.With("SMask", update.Add(Mask));
            return update.Add(new PdfStream(entries, Image.Data!));
        }
    }
}
