using Dispatch.Engine.Directory;
using Dispatch.Engine.Lifecycle;

namespace Dispatch.Engine.Copying;

/// <summary>How a house writes its copies: the label over the block and the symbol after the number.</summary>
internal static class CopyWording
{
    /// <summary>The label as printed (Phụ lục I Phần II).</summary>
    public static string Label(CopyForm form, HouseSettings? settings) => form switch
    {
        CopyForm.SaoY => settings?.SaoYLabel ?? "SAO Y",
        CopyForm.SaoLuc => "SAO LỤC",
        CopyForm.TrichSao => "TRÍCH SAO",
    };

    /// <summary>SY, SL or TrS (Phụ lục III mục I), with the copying body's abbreviation as Mẫu 3.1 prints it unless the house leaves it out.</summary>
    public static string Symbol(CopyForm form, string? bodyAbbreviation, HouseSettings? settings)
    {
        var kind = form switch
        {
            CopyForm.SaoY => "SY",
            CopyForm.SaoLuc => "SL",
            CopyForm.TrichSao => "TrS",
        };
        return settings is { CopySymbolNamesBody: false } || bodyAbbreviation is null ? kind : $"{kind}-{bodyAbbreviation}";
    }
}
