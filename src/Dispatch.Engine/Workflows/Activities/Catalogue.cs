using System.Diagnostics.CodeAnalysis;

namespace Dispatch.Engine.Workflows.Activities;

/// <summary>Every type of activity a definition may contain. What is not here is refused.</summary>
internal static class Catalogue
{
    private static readonly Dictionary<string, Behaviour> Known = new Behaviour[]
    {
        new FlowchartActivity(),
        new SequenceActivity(),
        new StartActivity(),
        new EndActivity(),
        new FinishActivity(),
        new CompleteActivity(),
        new FaultActivity(),
        new WriteLineActivity(),
        new SetVariableActivity(),
        new CorrelateActivity(),
        new SetNameActivity(),
        new IfActivity(),
        new SwitchActivity(),
        new FlowDecisionActivity(),
        new FlowSwitchActivity(),
        new FlowForkActivity(),
        new FlowJoinActivity(),
        new ForkActivity(),
        new ParallelActivity(),
        new ForActivity(),
        new ForEachActivity(),
        new ParallelForEachActivity(),
        new WhileActivity(),
        new BreakActivity(),
        new EventActivity(),
        new PersonActivity("Dispatch.HumanTask", act: null, string.Empty),
        new PersonActivity("Dispatch.Submit", "Submit", "Trình dự thảo", "Submitted"),
        new PersonActivity("Dispatch.CheckContent", "PassContent", "Kiểm tra nội dung", "Passed", "Returned"),
        new PersonActivity("Dispatch.CheckForm", "PassForm", "Kiểm tra thể thức", "Passed", "Returned"),
        new PersonActivity("Dispatch.Sign", "Sign", "Ký ban hành", "Signed", "Returned"),
        new PersonActivity("Dispatch.AssignNumber", "AssignNumber", "Cấp số và ngày", "Numbered"),
        new PersonActivity("Dispatch.Issue", "Issue", "Ký số của cơ quan và phát hành", "Issued"),
        new PersonActivity("Dispatch.Receive", "Receive", "Tiếp nhận và kiểm tra văn bản đến", "Received", "Refused"),
        new PersonActivity("Dispatch.Register", "Register", "Đăng ký văn bản đến", "Registered"),
        new PersonActivity("Dispatch.SubmitToLeader", "SubmitToLeader", "Trình lãnh đạo", "Submitted"),
        new PersonActivity("Dispatch.Assign", "Assign", "Phân công xử lý", "Assigned"),
        new PersonActivity("Dispatch.Close", "Close", "Giải quyết và kết thúc", "Answered", "Closed"),
        new PersonActivity("Dispatch.ApproveCopy", "ApproveCopy", "Duyệt sao văn bản", "Approved", "Returned"),
        new PersonActivity("Dispatch.AssignCopyNumber", "AssignCopyNumber", "Cấp số bản sao", "Numbered"),
        new PersonActivity("Dispatch.IssueCopy", "IssueCopy", "Ký số của cơ quan và phát hành bản sao", "Issued"),
    }.ToDictionary(behaviour => behaviour.Type, StringComparer.Ordinal);

    public static IEnumerable<Behaviour> All => Known.Values;

    public static bool TryFind(string type, [NotNullWhen(true)] out Behaviour? behaviour) => Known.TryGetValue(type, out behaviour);
}
