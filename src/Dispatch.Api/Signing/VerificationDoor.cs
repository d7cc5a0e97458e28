using Dispatch.Engine.Kernel;
using Dispatch.Engine.Signing;
using Dispatch.Templates.Signatures.Verifying;

namespace Dispatch.Api.Signing;

/// <summary>Anybody may ask what is proven of a file; so that nobody asks too much at once, few files are read at a time. How often one may ask, <see cref="Security.CostlyRoutes"/> says.</summary>
internal sealed class VerificationDoor(ISigningServices services, TimeProvider clock)
{
    private static readonly Refusal Busy = new("verification.busy", RefusalKind.Busy, "Đang có nhiều tệp chờ kiểm tra. Hãy thử lại sau ít phút.");

    private readonly WorkLine readers = new(2, Busy, clock);

    /// <summary>What is proven of a file; refused when too many others wait.</summary>
    public Task<Outcome<FileFinding>> VerifyAsync(byte[] file, ActContext context, CancellationToken cancellationToken) =>
        readers.DoAsync<FileFinding>(context, async () => await Task.Run(() => services.VerifyAsync(file, cancellationToken), cancellationToken), cancellationToken);
}
