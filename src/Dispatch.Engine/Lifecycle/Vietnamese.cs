namespace Dispatch.Engine.Lifecycle;

/// <summary>The office's words for states and acts; the glossary's, used by refusals, pages and books alike.</summary>
public static class Vietnamese
{
    /// <summary>The word for a state.</summary>
    public static string Of(OutgoingState state) => state switch
    {
        OutgoingState.Drafting => "Đang soạn thảo",
        OutgoingState.ContentCheck => "Chờ kiểm tra nội dung",
        OutgoingState.FormCheck => "Chờ kiểm tra thể thức",
        OutgoingState.AwaitingSignature => "Chờ ký",
        OutgoingState.Signed => "Đã ký, chờ cấp số",
        OutgoingState.Numbered => "Đã cấp số, chờ phát hành",
        OutgoingState.Sealed => "Đã ký số của cơ quan, chờ phát hành",
        OutgoingState.Issued => "Đã phát hành",
        OutgoingState.Voided => "Đã hủy số",
        OutgoingState.Recalled => "Đã thu hồi",
    };

    /// <summary>The word for an act, after "Chưa thể".</summary>
    public static string Of(OutgoingAct act) => act switch
    {
        OutgoingAct.Revise => "sửa dự thảo",
        OutgoingAct.Submit => "trình kiểm tra",
        OutgoingAct.PassContent => "duyệt nội dung",
        OutgoingAct.PassForm => "duyệt thể thức",
        OutgoingAct.Return => "trả lại người soạn",
        OutgoingAct.Sign => "ký",
        OutgoingAct.AssignNumber => "cấp số",
        OutgoingAct.ApplySeal => "ký số của cơ quan",
        OutgoingAct.Issue => "phát hành",
        OutgoingAct.VoidNumber => "hủy số",
        OutgoingAct.DecideRecipient => "quyết định nơi nhận",
        OutgoingAct.RequestCopy => "đề nghị sao",
        OutgoingAct.ProposeRecall => "đề nghị thu hồi",
        OutgoingAct.Recall => "thu hồi",
        OutgoingAct.Correct => "đính chính",
    };

    /// <summary>The word for a state.</summary>
    public static string Of(IncomingState state) => state switch
    {
        IncomingState.Arrived => "Mới đến",
        IncomingState.Received => "Đã tiếp nhận, chờ vào sổ",
        IncomingState.Refused => "Từ chối tiếp nhận",
        IncomingState.Registered => "Đã vào sổ",
        IncomingState.Submitted => "Đã trình lãnh đạo",
        IncomingState.Assigned => "Đã phân công",
        IncomingState.InProgress => "Đang giải quyết",
        IncomingState.Answered => "Đã trả lời",
        IncomingState.Closed => "Đã giải quyết xong",
        IncomingState.Recalled => "Bị thu hồi, chờ trả lời nơi gửi",
        IncomingState.RecallAgreed => "Đã thu hồi",
        IncomingState.RecallRefused => "Bị thu hồi, đã gửi ý kiến không đồng ý",
    };

    /// <summary>The word for an act, after "Chưa thể".</summary>
    public static string Of(IncomingAct act) => act switch
    {
        IncomingAct.Receive => "tiếp nhận",
        IncomingAct.Refuse => "từ chối tiếp nhận",
        IncomingAct.Register => "vào sổ",
        IncomingAct.SubmitToLeader => "trình lãnh đạo",
        IncomingAct.Assign => "phân công",
        IncomingAct.Begin => "bắt đầu giải quyết",
        IncomingAct.Answer => "trả lời",
        IncomingAct.Close => "kết thúc",
        IncomingAct.RequestCopy => "đề nghị sao",
        IncomingAct.Recall => "thu hồi",
        IncomingAct.AgreeRecall => "trả lời đã thu hồi",
        IncomingAct.RefuseRecall => "trả lời không đồng ý thu hồi",
    };

    /// <summary>The word for a state.</summary>
    public static string Of(CopyState state) => state switch
    {
        CopyState.Requested => "Chờ duyệt sao",
        CopyState.Approved => "Đã duyệt sao, chờ cấp số",
        CopyState.Rejected => "Không duyệt sao",
        CopyState.Numbered => "Đã cấp số bản sao, chờ phát hành",
        CopyState.Signed => "Đã ký số của cơ quan, chờ phát hành",
        CopyState.Issued => "Đã phát hành bản sao",
        CopyState.Recalled => "Đã thu hồi",
    };

    /// <summary>The word for an act, after "Chưa thể".</summary>
    public static string Of(CopyAct act) => act switch
    {
        CopyAct.Approve => "duyệt sao",
        CopyAct.Reject => "từ chối sao",
        CopyAct.AssignNumber => "cấp số bản sao",
        CopyAct.ApplySeal => "ký số của cơ quan trên bản sao",
        CopyAct.Issue => "phát hành bản sao",
        CopyAct.DecideRecipient => "quyết định nơi nhận",
        CopyAct.Recall => "thu hồi bản sao",
    };

    /// <summary>The word for a state.</summary>
    public static string Of(RecallState state) => state switch
    {
        RecallState.Proposed => "Chờ quyết định thu hồi",
        RecallState.Ordered => "Đã ra lệnh thu hồi",
        RecallState.Declined => "Không thu hồi",
    };

    /// <summary>The word for an act, after "Chưa thể".</summary>
    public static string Of(RecallAct act) => act switch
    {
        RecallAct.Order => "ra lệnh thu hồi",
        RecallAct.Decline => "không đồng ý thu hồi",
    };

    /// <summary>The word for a state.</summary>
    public static string Of(DeliveryState state) => state switch
    {
        DeliveryState.Queued => "Chờ gửi",
        DeliveryState.Sent => "Đã gửi, chưa có tin đến",
        DeliveryState.Arrived => "Đã đến, chưa tiếp nhận",
        DeliveryState.Received => "Đã tiếp nhận",
        DeliveryState.Refused => "Bị từ chối",
        DeliveryState.Registered => "Đã vào sổ",
        DeliveryState.Assigned => "Đã phân công",
        DeliveryState.InProgress => "Đang giải quyết",
        DeliveryState.Done => "Đã giải quyết xong",
        DeliveryState.Returned => "Bị chuyển hoàn",
        DeliveryState.DeadLetter => "Không gửi được",
        DeliveryState.RecallSent => "Đã yêu cầu thu hồi",
        DeliveryState.RecallRefused => "Không đồng ý thu hồi",
        DeliveryState.Recalled => "Đã thu hồi",
    };

    /// <summary>The word for a state of what goes a certain way: of what nobody answers through the system it is not said that an answer is missing.</summary>
    public static string Of(DeliveryState state, Distributing.DeliveryChannel channel) => DeliveryLifecycle.EndsThere(state, channel) ? "Đã đến" : Of(state);

    /// <summary>What had to be done, after "Chưa".</summary>
    public static string Of(Duty duty) => duty switch
    {
        Duty.Send => "gửi đi",
        Duty.Acknowledge => "tiếp nhận",
        Duty.Register => "vào sổ",
        Duty.Submit => "trình lãnh đạo",
        Duty.Finish => "giải quyết xong",
    };

    /// <summary>The word for an act of the sender's side, after "Chưa thể".</summary>
    public static string Of(DeliveryAct act) => act switch
    {
        DeliveryAct.Send => "ghi đã gửi",
        DeliveryAct.ConfirmArrival => "xác nhận đã đến",
        DeliveryAct.Return => "ghi chuyển hoàn",
        DeliveryAct.GiveUp => "thôi gửi",
        DeliveryAct.Retry => "gửi lại",
    };

    /// <summary>The name of a way.</summary>
    public static string Of(Distributing.DeliveryChannel channel) => channel switch
    {
        Distributing.DeliveryChannel.Installation => "Qua hệ thống",
        Distributing.DeliveryChannel.Internal => "Nội bộ",
        Distributing.DeliveryChannel.Exchange => "Liên thông",
        Distributing.DeliveryChannel.Email => "Thư điện tử",
        Distributing.DeliveryChannel.Paper => "Bản giấy",
    };

    /// <summary>The name of a form of copy.</summary>
    public static string Of(CopyForm form) => form switch
    {
        CopyForm.SaoY => "Sao y",
        CopyForm.SaoLuc => "Sao lục",
        CopyForm.TrichSao => "Trích sao",
    };

    /// <summary>The name of a kind of paper.</summary>
    public static string Of(PaperForm form) => form switch
    {
        PaperForm.Original => "bản chính",
        PaperForm.SaoY => "bản sao y",
        PaperForm.SaoLuc => "bản sao lục",
        PaperForm.TrichSao => "bản trích sao",
    };

    /// <summary>The name of a medium.</summary>
    public static string Of(Medium medium) => medium switch
    {
        Medium.Paper => "giấy",
        Medium.Electronic => "điện tử",
    };
}
