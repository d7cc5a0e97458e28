namespace Dispatch.Engine.Directory;

/// <summary>How long the directory's words may be; the tables and the import hold the same measures.</summary>
internal static class DirectoryLimits
{
    public const int Key = 100;
    public const int Name = 300;
    public const int Abbreviation = 40;
    public const int Code = 35;
    public const int Place = 100;

    /// <summary>A folded name may be longer than the printed one: "UBND" is written out and tones become letters of their own.</summary>
    public const int Folded = 600;
}
