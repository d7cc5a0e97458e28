using Dispatch.Engine.Tracing;

namespace Dispatch.Api.Tracing;

/// <summary>Where the page of a paper is.</summary>
internal static class PaperPath
{
    public static string Of(PaperKind kind) => kind switch
    {
        PaperKind.Dispatch => "/dispatches",
        PaperKind.Incoming => "/incoming",
        PaperKind.Copy => "/copies",
    };
}
