namespace Dispatch.Api.Components;

/// <summary>The key of each main act: one letter (never "g", which begins the way to another page), pressed on the page where the act stands. "?" shows those of the page.</summary>
internal static class PageKeys
{
    private static readonly Dictionary<string, string> Acts = new(StringComparer.Ordinal)
    {
        ["Submit"] = "t",
        ["PassContent"] = "y",
        ["PassForm"] = "y",
        ["Sign"] = "k",
        ["AssignNumber"] = "c",
        ["ApplySeal"] = "d",
        ["Issue"] = "p",
        ["Return"] = "r",
        ["Revise"] = "e",
        ["Receive"] = "n",
        ["Register"] = "v",
        ["ReceiveAndRegister"] = "v",
        ["SubmitToLeader"] = "t",
        ["Assign"] = "o",
        ["Answer"] = "a",
        ["Close"] = "x",
        ["RequestCopy"] = "s",
        ["Refuse"] = "r",
        ["Approve"] = "y",
        ["Reject"] = "r",
        ["Claim"] = "n",
        ["Complete"] = "h",
        ["Forward"] = "f",
        ["Draft"] = "l",
        ["Read"] = "d",
        ["Accept"] = "v",
        ["Paper"] = "l",
        ["New"] = "m",
        ["NextPage"] = "j",
        ["PreviousPage"] = "b",
        ["Print"] = "i",
        ["Search"] = "/",
        ["Filter"] = ".",
        ["Undo"] = "u",
    };

    /// <summary>The key of an act; null when it has none.</summary>
    public static string? Of(string act) => Acts.TryGetValue(act, out var key) ? key : null;
}
