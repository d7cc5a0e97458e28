using System.Data.Common;

namespace Dispatch.Engine.Persistence;

/// <summary>The one place where a sentence that is no literal becomes a command's text.</summary>
internal static class Sentences
{
    /// <summary>Gives the command its sentence: names of our own model, an id or a word of ours, or what EF wrote. Whatever somebody typed goes in as a parameter.</summary>
    public static void Say(this DbCommand command, string sentence)
    {
#pragma warning disable CA2100 // every caller is in this folder, and says where its sentence comes from
        command.CommandText = sentence;
#pragma warning restore CA2100
    }

    /// <summary>The same for one of several sentences that travel together.</summary>
    public static void Say(this DbBatchCommand command, string sentence)
    {
#pragma warning disable CA2100 // every caller is in this folder, and says where its sentence comes from
        command.CommandText = sentence;
#pragma warning restore CA2100
    }
}
