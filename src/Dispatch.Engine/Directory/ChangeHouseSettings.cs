using Dispatch.Engine.Kernel;
using Dispatch.Engine.Persistence;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Dispatch.Engine.Directory;

/// <summary>How the organisation writes its copies.</summary>
/// <param name="CopySymbolNamesBody">True: <c>SY-UBND</c> (Mẫu 3.1); false: <c>SY</c>.</param>
/// <param name="SaoYLabel">"SAO Y" or "SAO Y BẢN CHÍNH".</param>
public sealed record ChangeHouseSettings(bool CopySymbolNamesBody, string SaoYLabel) : IAct<HouseSettingsView>, IShaped
{
    /// <inheritdoc />
    public Refusal? Flaw() => SaoYLabel is "SAO Y" or "SAO Y BẢN CHÍNH" ? null : KernelRefusals.Shape("saoYLabel", "Nhãn bản sao y chỉ có thể là “SAO Y” hoặc “SAO Y BẢN CHÍNH”.");
}

/// <summary>The settings as they stand.</summary>
public sealed record HouseSettingsView(bool CopySymbolNamesBody, string SaoYLabel, int Version) : IHasVersion;

internal sealed class ChangeHouseSettingsHandler(DispatchDbContext db, ActContext context) : IRequestHandler<ChangeHouseSettings, Outcome<HouseSettingsView>>
{
    public async Task<Outcome<HouseSettingsView>> Handle(ChangeHouseSettings request, CancellationToken cancellationToken)
    {
        var organisation = context.Someone.OrganisationId;
        var settings = await db.Set<HouseSettings>().SingleOrDefaultAsync(s => s.OrganisationId == organisation, cancellationToken);
        if (context.ExpectedVersion is { } expected && expected != (settings?.Version ?? 0))
        {
            return KernelRefusals.Stale;
        }

        settings ??= db.Add(new HouseSettings { OrganisationId = organisation }).Entity;
        (settings.CopySymbolNamesBody, settings.SaoYLabel) = (request.CopySymbolNamesBody, request.SaoYLabel);
        context.Note(organisation, "directory.house-settings", organisation.Value, request);
        return new HouseSettingsView(settings.CopySymbolNamesBody, settings.SaoYLabel, settings.Version + (db.Entry(settings).State is EntityState.Added ? 0 : 1));
    }
}
