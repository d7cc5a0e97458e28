using Dispatch.Api.Http;
using Dispatch.Engine.Directory;
using Dispatch.Engine.Kernel;
using MediatR;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Dispatch.Api.Directory;

/// <summary>Bodies, people and the house's settings.</summary>
internal static class DirectoryEndpoints
{
    public static RouteGroupBuilder MapDirectory(this RouteGroupBuilder api)
    {
        var directory = api.MapGroup("").WithTags("Directory");
        directory.MapGet("/directory/bodies", BodiesAsync).WithName("FindBodies").WithSummary("Cơ quan, đơn vị trong danh mục, theo trang.");
        directory.MapGet("/directory/history", HistoryAsync).WithName("ListDirectory").WithSummary("Danh mục như tại một ngày, tìm theo tên, mã định danh cũ hoặc mới, theo trang.");
        directory.MapGet("/directory/history/{key}", BodyAsync).WithName("FindBody").WithSummary("Một cơ quan: tên, mã, chức vụ theo thời gian, cơ quan trước và sau.");
        directory.MapGet("/directory/files", ExportAsync).WithName("ExportDirectory").WithSummary("Cả danh mục dưới dạng các tệp CSV.");
        directory.MapPost("/directory/files/preview", PreviewAsync).WithName("PreviewDirectory").WithSummary("Nhập các tệp này sẽ thay đổi gì; không lưu.");
        directory.MapPost("/directory/files", ImportAsync).Acts().WithName("ImportDirectory").WithSummary("Nhập danh mục từ các tệp CSV; không xóa gì.");
        directory.MapGet("/directory/people", PeopleAsync).WithName("ListPeople").WithSummary("Người của cơ quan theo vai trò.");
        directory.MapPost("/people", AddPersonAsync).Acts().WithName("AddPerson").WithSummary("Thêm người và tài khoản.");
        directory.MapPut("/house-settings", ChangeAsync).Acts().WithName("ChangeHouseSettings").WithSummary("Cách cơ quan ghi ký hiệu và nhãn bản sao.");
        return api;
    }

    private static Task<Results<Ok<Page<BodyView>>, ProblemHttpResult>> BodiesAsync(
        IMediator mediator, HttpContext http, Id<Body>? parentId = null, string? key = null, Id<Body>? after = null, int take = 100) =>
        mediator.OkAsync(new FindBodies(parentId, key, after, take), http);

    private static Task<Results<Ok<Page<BodyView>>, ProblemHttpResult>> HistoryAsync(
        IMediator mediator, HttpContext http, string? text = null, DateOnly? on = null, Named<BodyKind>? kind = null, string? after = null, int take = 50) =>
        mediator.OkAsync(new ListDirectory(text, on, kind?.Value, after, take), http);

    private static Task<Results<Ok<BodyHistory>, ProblemHttpResult>> BodyAsync(string key, IMediator mediator, HttpContext http) => mediator.OkAsync(new FindBody(key), http);

    private static Task<Results<Ok<ImportDirectory>, ProblemHttpResult>> ExportAsync(IMediator mediator, HttpContext http) => mediator.OkAsync(new ExportDirectory(), http);

    private static Task<Results<Ok<DirectoryImported>, ProblemHttpResult>> PreviewAsync(JsonBody<ImportDirectory> body, IMediator mediator, HttpContext http) =>
        mediator.OkAsync(new PreviewDirectory(body.Value), http);

    private static Task<Results<Ok<DirectoryImported>, ProblemHttpResult>> ImportAsync(JsonBody<ImportDirectory> body, IMediator mediator, HttpContext http) => mediator.OkAsync(body.Value, http);

    private static Task<Results<Ok<Page<PersonView>>, ProblemHttpResult>> PeopleAsync(IMediator mediator, HttpContext http, Named<Role>? role = null) =>
        mediator.OkAsync(new ListPeople(role?.Value ?? Role.None), http);

    private static Task<Results<Created<PersonView>, ProblemHttpResult>> AddPersonAsync(JsonBody<AddPerson> body, IMediator mediator, HttpContext http) =>
        mediator.CreatedAsync(body.Value, _ => null, http);

    private static Task<Results<Ok<HouseSettingsView>, ProblemHttpResult>> ChangeAsync(JsonBody<ChangeHouseSettings> body, IMediator mediator, HttpContext http) =>
        mediator.OkAsync(body.Value, http);
}
