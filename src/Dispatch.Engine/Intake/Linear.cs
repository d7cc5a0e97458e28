using System.Text.RegularExpressions;

namespace Dispatch.Engine.Intake;

/// <summary>The options of every pattern here: time grows with the length of the text, never faster, whoever wrote it.</summary>
internal static class Linear
{
    public const RegexOptions Time = RegexOptions.NonBacktracking | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture;
}
