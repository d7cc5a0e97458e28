namespace Dispatch.Templates.Images;

/// <summary>An image file is broken, or of a kind that is not printed. Nothing of it is ever drawn by halves.</summary>
public sealed class UnreadableImageException : Exception
{
    /// <summary>Says what is wrong and what to do, in Vietnamese.</summary>
    /// <param name="reason">What is wrong, as the end of a sentence.</param>
    public UnreadableImageException(string reason)
        : base($"Không dùng được tệp ảnh: {reason}. Hãy xuất lại ảnh dưới dạng PNG hoặc JPEG rồi thử lại.")
    {
    }
}
