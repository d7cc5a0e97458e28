using Dispatch.Engine.Kernel;

namespace Dispatch.Engine.Registering;

/// <summary>Lines of Kính gửi and Nơi nhận as they are kept: without the dash before and the mark after, which the sheet prints by rule (Phụ lục I mục II.9).</summary>
internal static class RecipientWording
{
    public static string Line(string line) => TextGuard.Clean(TextGuard.Clean(line).TrimStart('-', '–', ' ').TrimEnd(';', '.', ' '));
}
