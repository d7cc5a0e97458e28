namespace Dispatch.Api.Http;

/// <summary>The body of every act that needs nothing but a reason.</summary>
/// <param name="Reason">Lý do, 1 to 1,000 letters.</param>
internal sealed record ReasonBody(string Reason);
