using Dispatch.Engine.Directory;

namespace Dispatch.Api.Directory;

/// <summary>The files of a directory by name, as they are taken in and given out.</summary>
internal static class DirectoryFiles
{
    /// <summary>The files; the first must be there.</summary>
    public static IReadOnlyList<string> Names { get; } = ["bodies.csv", "groups.csv", "members.csv", "names.csv", "codes.csv", "holders.csv"];

    /// <summary>Each file's name and text.</summary>
    public static IEnumerable<(string Name, string Text)> Of(ImportDirectory files) =>
        Names.Zip([files.BodiesCsv, files.GroupsCsv, files.MembersCsv, files.NamesCsv, files.CodesCsv, files.HoldersCsv]);

    /// <summary>The import of these texts, in the order of <see cref="Names"/>.</summary>
    public static ImportDirectory Import(IReadOnlyList<string> texts) => new(texts[0], texts[1], texts[2], texts[3], texts[4], texts[5]);

    /// <summary>A file that was not given is one without lines.</summary>
    public static string Empty(string name) => name switch
    {
        "bodies.csv" => "key,kind,name,abbreviation,code,parent,place,from,to,successor,aliases,local_aliases\n",
        "groups.csv" => "key,name,owner,from,to,aliases\n",
        "members.csv" => "group,body,from,to\n",
        _ => "",
    };
}
