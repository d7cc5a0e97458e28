using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization.Metadata;
using Dispatch.Api.Security;
using Dispatch.Api.Tracing;
using Dispatch.Engine.Kernel;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc.ApiExplorer;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace Dispatch.Api.Http;

/// <summary>The description of the API: what endpoints cannot say by themselves is added here, once for all of them.</summary>
internal static class OpenApiSetup
{
    private const string BearerScheme = "bearer";

    private const string ProblemSchema = "Problem";

    private static readonly (int Status, string Meaning)[] Problems =
    [
        (StatusCodes.Status400BadRequest, "Yêu cầu chưa đúng; `code` nói chỗ nào."),
        (StatusCodes.Status401Unauthorized, "Chưa đăng nhập."),
        (StatusCodes.Status403Forbidden, "Không có quyền."),
        (StatusCodes.Status404NotFound, "Không có, hoặc không được xem: hai trường hợp trả lời như nhau."),
        (StatusCodes.Status409Conflict, "Chưa làm được ở trạng thái này."),
        (StatusCodes.Status412PreconditionFailed, "Văn bản đã thay đổi từ lần đọc (If-Match)."),
        (StatusCodes.Status413PayloadTooLarge, "Nội dung quá lớn."),
        (StatusCodes.Status415UnsupportedMediaType, "Kiểu nội dung không được nhận."),
        (StatusCodes.Status416RangeNotSatisfiable, "Khoảng byte nằm ngoài tệp."),
        (StatusCodes.Status422UnprocessableEntity, "Idempotency-Key đã dùng cho yêu cầu khác."),
        (StatusCodes.Status429TooManyRequests, "Quá nhiều yêu cầu; Retry-After nói đợi bao nhiêu giây."),
        (StatusCodes.Status500InternalServerError, "Hệ thống gặp lỗi; không có gì được lưu. Hãy thử lại với cùng Idempotency-Key."),
        (StatusCodes.Status503ServiceUnavailable, "Tạm thời chưa làm được; Retry-After nói đợi bao nhiêu giây."),
    ];

    private static readonly int[] OnlyOfActs = [412, 422];

    private static readonly int[] OnlyOfFiles = [412, 416];

    private static readonly int[] OnlyOfBodies = [413, 415];

    public static IServiceCollection AddDispatchOpenApi(this IServiceCollection services) => services.AddOpenApi(options =>
    {
        options.ShouldInclude = description => description.RelativePath?.StartsWith("api/", StringComparison.Ordinal) == true;
        options.CreateSchemaReferenceId = type => IsId(type.Type) ? null : OpenApiOptions.CreateDefaultSchemaReferenceId(type);
        options.AddSchemaTransformer((schema, context, _) => Done(() => DescribeId(schema, context.JsonTypeInfo)));
        options.AddDocumentTransformer((document, _, _) => Done(() => LeaveNullToItsPlace(document)));
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
        else if (type.ElementType is { } element && IsId(element))
        {
            schema.Items = new OpenApiSchema { Type = JsonSchemaType.String, Format = "uuid" };
        }
    }

    /// <summary>A list of names holds names. Where none may stand the place says so itself; said in both, nothing would be one of the two and not the other.</summary>
    private static void LeaveNullToItsPlace(OpenApiDocument document)
    {
        foreach (var schema in document.Components?.Schemas?.Values.OfType<OpenApiSchema>() ?? [])
        {
            schema.Enum = schema.Enum?.Where(name => name is not null && !JsonNullSentinel.IsJsonNullSentinel(name)).ToList();
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
        document.Components.Schemas ??= new Dictionary<string, IOpenApiSchema>(StringComparer.Ordinal);
        document.Components.Schemas[ProblemSchema] = Problem();
        document.Components.Responses = Problems.ToDictionary(p => ProblemOf(p.Status), p => (IOpenApiResponse)Response(p.Status, p.Meaning, document), StringComparer.Ordinal);
    }

    private static void DescribeOperation(OpenApiOperation operation, OpenApiOperationTransformerContext context)
    {
        var metadata = context.Description.ActionDescriptor.EndpointMetadata;
        var isAct = metadata.OfType<ActMark>().Any();
        var isOpen = metadata.OfType<IAllowAnonymous>().Any();
        operation.Parameters ??= [];
        DescribeParameters(operation.Parameters, context.Description);
        if (isAct)
        {
            var isPost = context.Description.HttpMethod == HttpMethods.Post;
            operation.Parameters.Add(Header(ActDoor.KeyHeader, isPost, "Khóa của việc này, 1 đến 100 ký tự ASCII: gửi lại cùng khóa thì nhận lại cùng câu trả lời."));
            operation.Parameters.Add(Header("If-Match", required: false, "ETag đã đọc; nếu văn bản đã đổi thì bị từ chối (412)."));
        }

        operation.Responses ??= [];
        DescribeAnswers(operation.Responses, context.Description);
        foreach (var (status, _) in Problems.Where(p => (IsFile(context.Description) && OnlyOfFiles.Contains(p.Status)) || CanMeet(p.Status, isAct, isOpen, operation.RequestBody is not null, IsCostly(context.Description))))
        {
            operation.Responses[status.ToString(CultureInfo.InvariantCulture)] = new OpenApiResponseReference(ProblemOf(status), context.Document);
        }

        if (!isOpen)
        {
            operation.Security = [new OpenApiSecurityRequirement { [new OpenApiSecuritySchemeReference(BearerScheme, context.Document)] = [] }];
        }
    }

    /// <summary>Which refusals an operation can meet, told from what it is.</summary>
    private static bool CanMeet(int status, bool isAct, bool isOpen, bool hasBody, bool isCostly) =>
        (isAct || !OnlyOfActs.Contains(status))
        && status != StatusCodes.Status416RangeNotSatisfiable
        && (hasBody || !OnlyOfBodies.Contains(status))
        && (isOpen || isCostly || status != StatusCodes.Status429TooManyRequests)
        && (!isOpen || status is not (StatusCodes.Status403Forbidden or StatusCodes.Status404NotFound or StatusCodes.Status409Conflict));

    /// <summary>Whether it gives the file of a paper, whole or in part.</summary>
    private static bool IsFile(ApiDescription description) =>
        description.SupportedResponseTypes is [{ ApiResponseFormats: [{ MediaType: PaperResult.ContentType }] }] && description.HttpMethod == HttpMethods.Get;

    private static bool IsCostly(ApiDescription description) => CostlyRoutes.All.ContainsKey($"{description.HttpMethod} /{description.RelativePath?.Trim('/')}");

    /// <summary>What an answer says beside its body: the version to send back, the place of what was made.</summary>
    private static void DescribeAnswers(OpenApiResponses responses, ApiDescription description)
    {
        foreach (var made in description.SupportedResponseTypes)
        {
            if (responses.GetValueOrDefault(made.StatusCode.ToString(CultureInfo.InvariantCulture)) is not OpenApiResponse response)
            {
                continue;
            }

            if (typeof(IHasVersion).IsAssignableFrom(made.Type))
            {
                Add(response, "ETag", Of(JsonSchemaType.String, "Phiên bản; gửi lại ở If-Match để chỉ làm khi chưa ai đổi."));
            }

            if (IsFile(description))
            {
                Add(response, "ETag", Of(JsonSchemaType.String, "SHA-256 của tệp."));
                responses["206"] = new OpenApiResponse { Description = "Khoảng byte đã hỏi (Range).", Content = response.Content };
                responses["304"] = new OpenApiResponse { Description = "Tệp vẫn như If-None-Match nói." };
            }

            if (made.StatusCode == StatusCodes.Status201Created)
            {
                Add(response, "Location", Of(JsonSchemaType.String, "Địa chỉ của cái vừa lập."));
            }
        }
    }

    private static void Add(OpenApiResponse response, string name, OpenApiHeader header) =>
        (response.Headers ??= new Dictionary<string, IOpenApiHeader>(StringComparer.Ordinal))[name] = header;

    private static OpenApiHeader Of(JsonSchemaType type, string description) => new() { Description = description, Schema = new OpenApiSchema { Type = type } };

    /// <summary>A parameter that parses itself is a plain string to the framework; its type knows more.</summary>
    private static void DescribeParameters(IList<IOpenApiParameter> parameters, ApiDescription description)
    {
        foreach (var known in description.ParameterDescriptions)
        {
            var type = known.ParameterDescriptor?.ParameterType;
            if (type is null || parameters.FirstOrDefault(p => p.Name == known.Name) is not OpenApiParameter { Schema: OpenApiSchema schema })
            {
                continue;
            }

            var plain = Nullable.GetUnderlyingType(type) ?? type;
            if (IsId(plain))
            {
                schema.Format = "uuid";
            }
            else if (plain.IsGenericType && plain.GetGenericTypeDefinition() == typeof(Named<>))
            {
                schema.Enum = [.. Enum.GetNames(plain.GetGenericArguments()[0]).Select(name => (JsonNode)JsonValue.Create(name))];
            }
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

    private static string ProblemOf(int status) => string.Create(CultureInfo.InvariantCulture, $"Problem{status}");

    private static OpenApiResponse Response(int status, string meaning, OpenApiDocument document)
    {
        var response = new OpenApiResponse
        {
            Description = meaning,
            Content = new Dictionary<string, OpenApiMediaType>(StringComparer.Ordinal)
            {
                ["application/problem+json"] = new OpenApiMediaType { Schema = new OpenApiSchemaReference(ProblemSchema, document) },
            },
        };
        switch (status)
        {
            case StatusCodes.Status401Unauthorized:
                Add(response, "WWW-Authenticate", Of(JsonSchemaType.String, "Bearer."));
                break;
            case StatusCodes.Status429TooManyRequests or StatusCodes.Status503ServiceUnavailable:
                Add(response, "Retry-After", Of(JsonSchemaType.Integer, "Số giây nên đợi."));
                break;
            default:
                break;
        }

        return response;
    }

    private static OpenApiSchema Problem() => new()
    {
        Type = JsonSchemaType.Object,
        Description = "Lời từ chối (RFC 9457).",
        Required = new HashSet<string>(StringComparer.Ordinal) { "type", "title", "status", "detail", "code" },
        Properties = new Dictionary<string, IOpenApiSchema>(StringComparer.Ordinal)
        {
            ["type"] = Text("urn:dispatch:refusal:version.stale"),
            ["title"] = Text("Văn bản đã thay đổi"),
            ["status"] = new OpenApiSchema { Type = JsonSchemaType.Integer },
            ["detail"] = Text("Văn bản đã thay đổi từ lần bạn đọc. Hãy tải lại rồi thực hiện lại."),
            ["code"] = Text("version.stale"),
            ["traceId"] = new OpenApiSchema { Type = JsonSchemaType.String, Description = "Chỉ có ở lỗi 500." },
        },
    };

    private static OpenApiSchema Text(string example) => new() { Type = JsonSchemaType.String, Examples = [JsonValue.Create(example)] };
}
