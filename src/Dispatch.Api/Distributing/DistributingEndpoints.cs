using Dispatch.Api.Http;
using Dispatch.Api.Registering;
using Dispatch.Engine.Directory;
using Dispatch.Engine.Distributing;
using Dispatch.Engine.Kernel;
using Dispatch.Engine.Lifecycle;
using Dispatch.Engine.Registering;
using MediatR;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Dispatch.Api.Distributing;

/// <summary>All decisions on a paper's recipients; what was decided before is replaced.</summary>
/// <param name="Decisions">Each on words that were not understood.</param>
internal sealed record DecisionsBody(IReadOnlyList<RecipientDecision> Decisions);

/// <summary>Who gets a paper and who has it; the same for a dispatch and for a copy.</summary>
internal static class DistributingEndpoints
{
    public static RouteGroupBuilder MapDistributing(this RouteGroupBuilder api)
    {
        MapOn(api, "/dispatches/{id:guid}", "Dispatch");
        MapOn(api, "/copies/{id:guid}", "Copy");
        var deliveries = api.MapGroup("/deliveries").WithTags("Distributing");
        deliveries.MapGet("", OpenAsync).WithName("ListOpenDeliveries").WithSummary("Mọi lượt gửi còn phải theo dõi, cũ nhất trước, kèm số lượng theo trạng thái.");
        deliveries.MapGet("/late", LateAsync).WithName("ListLate").WithSummary("Trễ hạn: ai, việc gì, trễ bao lâu, do ai; trễ nhất trước.");
        deliveries.MapPost("/retry", RetryAsync).Acts().WithName("RetryDeliveries").WithSummary("Gửi lại một hay nhiều lượt không gửi được; không chọn lượt nào là gửi lại tất cả.");
        deliveries.MapPost("/remind", RemindAsync).Acts().WithName("RemindRecipients").WithSummary("Nhắc các nơi nhận chưa giải quyết xong, mỗi nơi nhiều nhất một lần trong ngày.");
        deliveries.MapPost("/{id:guid}/post", PostAsync).Acts().WithName("TrackPost").WithSummary("Ghi bưu gửi: đã gửi, đã đến, chuyển hoàn.");
        var channels = api.MapGroup("/channels").WithTags("Distributing");
        channels.MapGet("", ChannelsAsync).WithName("ListRecipientChannels").WithSummary("Các nơi nhận không gửi qua hệ thống, và các khóa công khai của cơ quan để trao cho đối tác.");
        channels.MapPut("/{id:guid}", SetChannelAsync).Acts().WithName("SetRecipientChannel").WithSummary("Đặt kênh gửi tới một nơi nhận.");
        channels.MapPost("/own-key", RollKeyAsync).Acts().WithName("RollReceiptKey").WithSummary("Đổi khóa ký phản hồi của cơ quan, từ một ngày hoặc ngay.");
        channels.MapGet("/file", ExportChannelsAsync).WithName("ExportChannels").WithSummary("Mọi kênh gửi đã đặt dưới dạng tệp CSV.");
        channels.MapPost("/file/preview", PreviewChannelsAsync).WithName("PreviewChannels").WithSummary("Nhập tệp này sẽ thay đổi gì; không lưu.");
        channels.MapPost("/file", ImportChannelsAsync).Acts().WithName("ImportChannels").WithSummary("Nhập kênh gửi từ tệp CSV; sai một dòng thì không nhập dòng nào.");
        channels.MapGet("/reminders", RuleAsync).WithName("FindReminderRule").WithSummary("Khi nào hệ thống tự nhắc nơi nhận trễ hạn.");
        channels.MapPut("/reminders", ChangeRuleAsync).Acts().WithName("ChangeReminderRule").WithSummary("Đặt quy tắc tự nhắc nơi nhận trễ hạn; bỏ trống số giờ là chỉ nhắc bằng tay.");
        var alarms = api.MapGroup("/alarms").WithTags("Distributing");
        alarms.MapGet("", AlarmsAsync).WithName("ListAlarms").WithSummary("Những gì bị chặn vì không thể tin: nội dung khác dưới mã cũ, phản hồi không có chữ ký đúng.");
        alarms.MapPost("/{id:guid}/close", CloseAlarmAsync).Acts().WithName("CloseAlarm").WithSummary("Ghi kết quả kiểm tra một cảnh báo.");
        return api;
    }

    private static void MapOn(RouteGroupBuilder api, string paper, string name)
    {
        var papers = api.MapGroup(paper).WithTags("Distributing");
        papers.MapGet("/recipients", PlanAsync).WithName($"Plan{name}Distribution").WithSummary("Nơi nhận được hiểu thế nào, và còn gì chưa rõ.");
        papers.MapPut("/recipients", DecideAsync).Acts().WithName($"Decide{name}Recipients").WithSummary("Văn thư quyết định các nơi nhận chưa rõ.");
        papers.MapGet("/deliveries/file", FileAsync).WithName($"Print{name}Deliveries").WithSummary("Danh sách gửi để in (PDF) hoặc mở bằng bảng tính (CSV).").Produces<byte[]>(contentType: "application/pdf", additionalContentTypes: "text/csv");
        papers.MapGet("/deliveries/untold", UntoldAsync).WithName($"List{name}Untold").WithSummary("Những nơi chưa báo được việc thu hồi hoặc đính chính, sau mọi lần thử; gửi lại bằng /api/deliveries/retry.");
        papers.MapGet("/deliveries", DeliveriesAsync).WithName($"List{name}Deliveries").WithSummary("Các lượt gửi và trạng thái từng lượt, theo trang.");
    }

    private static Task<Results<Ok<RecipientPlan>, ProblemHttpResult>> PlanAsync(Guid id, IMediator mediator, HttpContext http) =>
        mediator.OkAsync(new PlanDistribution(id), http);

    private static Task<Results<Ok<RecipientPlan>, ProblemHttpResult>> DecideAsync(Guid id, JsonBody<DecisionsBody> body, IMediator mediator, HttpContext http) =>
        mediator.OkAsync(new DecideRecipients(id, body.Value.Decisions), http);

    private static Task<Results<Ok<Page<DeliveryView>>, ProblemHttpResult>> DeliveriesAsync(
        Guid id, IMediator mediator, HttpContext http, Named<DeliveryState>? state = null, Id<Delivery>? after = null, int take = 100) =>
        mediator.OkAsync(new ListDeliveries(id, state?.Value, after, take), http);

    private static Task<Results<Ok<IReadOnlyList<UntoldRecipient>>, ProblemHttpResult>> UntoldAsync(Guid id, IMediator mediator, HttpContext http) => mediator.OkAsync(new ListUntold(id), http);

    private static Task<Results<Ok<OpenDeliveries>, ProblemHttpResult>> OpenAsync(
        IMediator mediator, HttpContext http, Named<DeliveryState>? state = null, Named<DeliveryChannel>? channel = null, Guid? paper = null, int olderThanDays = 0, Id<Delivery>? after = null, int take = 100, string? group = null, bool late = false) =>
        mediator.OkAsync(new ListOpenDeliveries(state?.Value, channel?.Value, paper, olderThanDays, after, take, group, late), http);

    private static Task<Results<Ok<LateList>, ProblemHttpResult>> LateAsync(IMediator mediator, HttpContext http, Named<LateSide>? whose = null, int take = 100) =>
        mediator.OkAsync(new ListLate(whose?.Value, take), http);

    private static Task<Results<Ok<DeliveriesRetried>, ProblemHttpResult>> RetryAsync(JsonBody<RetryDeliveries> body, IMediator mediator, HttpContext http) => mediator.OkAsync(body.Value, http);

    private static Task<Results<Ok<RecipientsReminded>, ProblemHttpResult>> RemindAsync(JsonBody<RemindRecipients> body, IMediator mediator, HttpContext http) => mediator.OkAsync(body.Value, http);

    private static Task<Results<Ok<DeliveryView>, ProblemHttpResult>> PostAsync(Id<Delivery> id, JsonBody<PostBody> body, IMediator mediator, HttpContext http) =>
        mediator.OkAsync(new TrackPost(id, body.Value.Step, body.Value.PostalNumber, body.Value.Reason), http);

    private static Task<Results<Ok<RecipientChannelPage>, ProblemHttpResult>> ChannelsAsync(IMediator mediator, HttpContext http, Id<Body>? after = null, int take = 100) =>
        mediator.OkAsync(new ListRecipientChannels(after, take), http);

    private static Task<Results<Ok<RecipientChannelView>, ProblemHttpResult>> SetChannelAsync(Id<Body> id, JsonBody<ChannelBody> body, IMediator mediator, HttpContext http) =>
        mediator.OkAsync(new SetRecipientChannel(id, body.Value.Channel, body.Value.Address, body.Value.PublicKey), http);

    private static Task<Results<Ok<ReceiptKeyView>, ProblemHttpResult>> RollKeyAsync(JsonBody<RollReceiptKey> body, IMediator mediator, HttpContext http) => mediator.OkAsync(body.Value, http);

    private static Task<Results<Ok<ChannelFile>, ProblemHttpResult>> ExportChannelsAsync(IMediator mediator, HttpContext http) => mediator.OkAsync(new ExportChannels(), http);

    private static Task<Results<Ok<ChannelsImported>, ProblemHttpResult>> PreviewChannelsAsync(JsonBody<PreviewChannels> body, IMediator mediator, HttpContext http) => mediator.OkAsync(body.Value, http);

    private static Task<Results<Ok<ChannelsImported>, ProblemHttpResult>> ImportChannelsAsync(JsonBody<ImportChannels> body, IMediator mediator, HttpContext http) => mediator.OkAsync(body.Value, http);

    private static Task<Results<Ok<ReminderRule>, ProblemHttpResult>> RuleAsync(IMediator mediator, HttpContext http) => mediator.OkAsync(new FindReminderRule(), http);

    private static Task<Results<Ok<ReminderRule>, ProblemHttpResult>> ChangeRuleAsync(JsonBody<ChangeReminderRule> body, IMediator mediator, HttpContext http) => mediator.OkAsync(body.Value, http);

    private static Task<Results<Ok<Page<AlarmView>>, ProblemHttpResult>> AlarmsAsync(IMediator mediator, HttpContext http, bool closed = false, Id<DeliveryAlarm>? after = null, int take = 50) =>
        mediator.OkAsync(new ListAlarms(closed, after, take), http);

    private static Task<Results<Ok<AlarmView>, ProblemHttpResult>> CloseAlarmAsync(Id<DeliveryAlarm> id, JsonBody<FindingBody> body, IMediator mediator, HttpContext http) =>
        mediator.OkAsync(new CloseAlarm(id, body.Value.Finding), http);

    private static async Task<Results<FileContentHttpResult, ProblemHttpResult>> FileAsync(Guid id, IMediator mediator, HttpContext http, Named<RegisterForm>? form = null) =>
        RegisterFileEndpoint.Of(await mediator.Send(new PrintDeliveries(id, form?.Value ?? RegisterForm.Pdf), http.RequestAborted), http);
}

/// <param name="Step">What happened.</param>
/// <param name="PostalNumber">Số hiệu bưu gửi.</param>
/// <param name="Reason">Why it came back.</param>
internal sealed record PostBody(PostStep Step, string? PostalNumber = null, string? Reason = null);

/// <param name="Channel">By which way.</param>
/// <param name="Address">Where that leads.</param>
/// <param name="PublicKey">The partner's key, PEM; two, one below the other, while it changes from one to the next.</param>
internal sealed record ChannelBody(DeliveryChannel Channel, string? Address = null, string? PublicKey = null);

/// <param name="Finding">What was found and done.</param>
internal sealed record FindingBody(string Finding);
