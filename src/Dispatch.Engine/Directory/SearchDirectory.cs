using Dispatch.Engine.Kernel;
using MediatR;

namespace Dispatch.Engine.Directory;

/// <summary>For a search box: bodies and groups whose name has words beginning as typed, with or without diacritics, as they stand today; the person's own organisation's first.</summary>
/// <param name="Text">What was typed, up to 200 letters.</param>
/// <param name="Take">1 to 50.</param>
public sealed record SearchDirectory(string Text, int Take = 10) : IQuestion<Page<NearMatch>>, IShaped
{
    /// <inheritdoc />
    public Refusal? Flaw() => Text.Length > 200 ? KernelRefusals.Shape("text", "Tên cần tìm dài quá 200 ký tự.") : null;
}

internal sealed class SearchDirectoryHandler(IDirectoryLookup lookup, ActContext context, TimeProvider clock) : IRequestHandler<SearchDirectory, Outcome<Page<NearMatch>>>
{
    public async Task<Outcome<Page<NearMatch>>> Handle(SearchDirectory request, CancellationToken cancellationToken) =>
        new Page<NearMatch>(string.IsNullOrWhiteSpace(request.Text) ? [] : await FindAsync(request, cancellationToken), null);

    private Task<IReadOnlyList<NearMatch>> FindAsync(SearchDirectory request, CancellationToken cancellationToken) =>
        lookup.SearchAsync(context.Someone.OrganisationId, request.Text, OfficeTime.DateAt(clock.GetUtcNow()), Math.Clamp(request.Take, 1, 50), cancellationToken);
}
