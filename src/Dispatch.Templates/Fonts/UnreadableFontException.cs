namespace Dispatch.Templates.Fonts;

/// <summary>A font file is broken or cut short. No paper is printed with a part of it.</summary>
public sealed class UnreadableFontException : Exception
{
    /// <summary>Says what is wrong and what to do, in Vietnamese.</summary>
    /// <param name="reason">What is wrong, as the end of a sentence.</param>
    public UnreadableFontException(string reason)
        : base($"Không dùng được tệp phông chữ: {reason}. Hãy thay bằng tệp TrueType (.ttf) nguyên vẹn.")
    {
    }
}
