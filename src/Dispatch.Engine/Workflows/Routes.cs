namespace Dispatch.Engine.Workflows;

/// <summary>The definitions the engine begins by itself, by their definitionId.</summary>
internal static class Routes
{
    public const string IssueDispatch = "issue-dispatch";
    public const string ReceiveDispatch = "receive-dispatch";
    public const string CertifyCopy = "certify-copy";
    public const string RecallDispatch = "recall-dispatch";
    public const string ReplaceDispatch = "replace-dispatch";

    /// <summary>The act the matters of a procedure are for; null when the engine begins none of it.</summary>
    public static string? PurposeOf(string definitionId) => definitionId switch
    {
        IssueDispatch or ReplaceDispatch => "Issue",
        ReceiveDispatch => "Register",
        CertifyCopy => "IssueCopy",
        RecallDispatch => "OrderRecall",
        _ => null,
    };
}
