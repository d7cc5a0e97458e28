using System.Text.Json.Nodes;
using System.Text.Json.Serialization.Metadata;
using Dispatch.Engine.Kernel;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace Dispatch.Api.Http;

/// <summary>The description of the API: what endpoints cannot say by themselves is added here, once for all of them.</summary>
internal static class OpenApiSetup
{
    private const string BearerScheme = "bearer";

    private static readonly (int Status, string Meaning)[] ActProblems =
    [
        (StatusCodes.Status400BadRequest, "Yêu cầu chưa đúng; `code` nói chỗ nào."),
        (StatusCodes.Status403Forbidden, "Không có quyền."),
        (StatusCodes.Status404NotFound, "Không có, hoặc không được xem: hai trường hợp trả lời như nhau."),
        (StatusCodes.Status409Conflict, "Chưa làm được ở trạng thái này."),
        (StatusCodes.Status412PreconditionFailed, "Văn bản đã thay đổi từ lần đọc (If-Match)."),
        (StatusCodes.Status413PayloadTooLarge, "Nội dung quá lớn."),
        (StatusCodes.Status415UnsupportedMediaType, "Kiểu nội dung không được nhận."),
        (StatusCodes.Status422UnprocessableEntity, "Idempotency-Key đã dùng cho yêu cầu khác."),
    ];

    private static readonly int[] OnlyOfActs = [409, 412, 422];

    private static readonly int[] OnlyOfBodies = [413, 415];

    public static IServiceCollection AddDispatchOpenApi(this IServiceCollection services) => services.AddOpenApi(options =>
    {
        options.CreateSchemaReferenceId = type => IsId(type.Type) ? null : OpenApiOptions.CreateDefaultSchemaReferenceId(type);
        options.AddSchemaTransformer((schema, context, _) => Done(() => DescribeId(schema, context.JsonTypeInfo)));
        options.AddOperationTransformer((operation, context, _) => Done(() => DescribeOperation(operation, context)));
        options.AddDocumentTransformer((document, _, _) => Done(() => DescribeDocument(document)));
    });

    private static Task Done(Action describe)
    {
        describe();
        return Task.CompletedTask;
    }

    private static bool IsId(Type type) => (Nullable.GetUnderlyingType(type) ?? type) is { IsGenericType: true } plain && plain.GetGenericTypeDefinition() == typeof(Id<>);

    /// <summary>To the serializer an id is an opaque converter; to a caller it is a UUID.</summary>
    private static void DescribeId(OpenApiSchema schema, JsonTypeInfo type)
    {
        if (IsId(type.Type))
        {
            schema.Type = Nullable.GetUnderlyingType(type.Type) is null ? JsonSchemaType.String : JsonSchemaType.String | JsonSchemaType.Null;
            schema.Format = "uuid";
        }
    }

    private static void DescribeDocument(OpenApiDocument document)
    {
        document.Info = new OpenApiInfo
        {
            Title = "Dispatch",
            Version = "v1",
            Description = "Quản lý công văn đi, đến và bản sao. Mọi lời từ chối là application/problem+json với `code` ổn định và câu tiếng Việt nói phải làm gì.",
        };
        // The address of whoever asked is no part of the contract.
        document.Servers = [];
        document.Components ??= new OpenApiComponents();
        document.Components.SecuritySchemes = new Dictionary<string, IOpenApiSecurityScheme>(StringComparer.Ordinal)
        {
            [BearerScheme] = new OpenApiSecurityScheme { Type = SecuritySchemeType.Http, Scheme = "bearer", Description = "accessToken của POST /api/login." },
        };
    }

    private static void DescribeOperation(OpenApiOperation operation, OpenApiOperationTransformerContext context)
    {
        var metadata = context.Description.ActionDescriptor.EndpointMetadata;
        var isAct = metadata.OfType<ActMark>().Any();
        operation.Parameters ??= [];
        if (isAct)
        {
            var isPost = context.Description.HttpMethod == HttpMethods.Post;
            operation.Parameters.Add(Header(ActDoor.KeyHeader, isPost, "Khóa của việc này, 1 đến 100 ký tự ASCII: gửi lại cùng khóa thì nhận lại cùng câu trả lời."));
            operation.Parameters.Add(Header("If-Match", required: false, "ETag đã đọc; nếu văn bản đã đổi thì bị từ chối (412)."));
        }

        operation.Responses ??= [];
        foreach (var (status, meaning) in ActProblems.Where(p => (isAct || !OnlyOfActs.Contains(p.Status)) && (operation.RequestBody is not null || !OnlyOfBodies.Contains(p.Status))))
        {
            operation.Responses.TryAdd(status.ToString(System.Globalization.CultureInfo.InvariantCulture), Problem(meaning));
        }

        operation.Responses.TryAdd("401", Problem("Chưa đăng nhập."));
        if (!metadata.OfType<IAllowAnonymous>().Any())
        {
            operation.Security = [new OpenApiSecurityRequirement { [new OpenApiSecuritySchemeReference(BearerScheme, context.Document)] = [] }];
        }
    }

    private static OpenApiParameter Header(string name, bool required, string description) => new()
    {
        Name = name,
        In = ParameterLocation.Header,
        Required = required,
        Description = description,
        Schema = new OpenApiSchema { Type = JsonSchemaType.String },
    };

    private static OpenApiResponse Problem(string meaning) => new()
    {
        Description = meaning,
        Content = new Dictionary<string, OpenApiMediaType>(StringComparer.Ordinal)
        {
            ["application/problem+json"] = new OpenApiMediaType
            {
                Schema = new OpenApiSchema
                {
                    Type = JsonSchemaType.Object,
                    Required = new HashSet<string>(StringComparer.Ordinal) { "type", "title", "status", "detail", "code" },
                    Properties = new Dictionary<string, IOpenApiSchema>(StringComparer.Ordinal)
                    {
                        ["type"] = Text("urn:dispatch:refusal:version.stale"),
                        ["title"] = Text("Văn bản đã thay đổi"),
                        ["status"] = new OpenApiSchema { Type = JsonSchemaType.Integer },
                        ["detail"] = Text("Văn bản đã thay đổi từ lần bạn đọc. Hãy tải lại rồi thực hiện lại."),
                        ["code"] = Text("version.stale"),
                    },
                },
            },
        },
    };

    private static OpenApiSchema Text(string example) => new() { Type = JsonSchemaType.String, Examples = [JsonValue.Create(example)] };
}
