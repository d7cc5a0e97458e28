using Dispatch.Engine.Directory;
using Dispatch.Engine.Distributing;
using Dispatch.Engine.Kernel;
using Dispatch.Engine.Persistence;
using Dispatch.Engine.Receiving;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Dispatch.Engine.Intake;

/// <summary>Reads a text and lays the reading beside the directory and the register of the office, for a clerk to accept. Nothing is kept; a state secret is refused.</summary>
/// <param name="Words">The text of a document, up to a million characters.</param>
public sealed record ProposeRegistration(DocumentWords Words) : IQuestion<RegistrationProposal>, IShaped
{
    /// <summary>No dispatch with its annexes is longer.</summary>
    public const int LongestText = 1_000_000;

    /// <inheritdoc />
    public Refusal? Flaw() => Words.Text.Length switch
    {
        0 => KernelRefusals.Shape("text", "Chưa có nội dung để đọc."),
        > LongestText => KernelRefusals.Shape("text", "Nội dung dài quá 1.000.000 ký tự. Hãy chỉ đưa vào văn bản chính, bỏ phụ lục."),
        _ => null,
    };
}

/// <summary>A reading and what the office knows about it.</summary>
/// <param name="Reading">What stands in the text, with the findings of text, directory and register together.</param>
/// <param name="Author">The issuer under its name in the directory; null where the directory does not know it for certain.</param>
/// <param name="Recipients">The lines of Kính gửi and Nơi nhận and whom they mean.</param>
/// <param name="Duplicates">Incoming dispatches with the same number, symbol, issuer and year.</param>
public sealed record RegistrationProposal(IntakeReading Reading, string? Author, IReadOnlyList<ProposedRecipient> Recipients, IReadOnlyList<IncomingView> Duplicates);

/// <summary>One printed recipient line.</summary>
/// <param name="Line">As printed.</param>
/// <param name="Bodies">How many bodies it reaches.</param>
/// <param name="Names">Their names, the first few of a group.</param>
/// <param name="Doubt">In Vietnamese, why it is not understood; null when it is.</param>
public sealed record ProposedRecipient(string Line, int Bodies, IReadOnlyList<string> Names, string? Doubt);

internal sealed class ProposeRegistrationHandler(DispatchDbContext db, IDirectoryLookup directory, RecipientReader recipients, ActContext context, TimeProvider clock) :
    IRequestHandler<ProposeRegistration, Outcome<RegistrationProposal>>
{
    private const int NamesShown = 3;

    private static readonly string Committee = NameFolding.Fold("Ủy ban nhân dân") + " ";

    public async Task<Outcome<RegistrationProposal>> Handle(ProposeRegistration request, CancellationToken cancellationToken)
    {
        var today = OfficeTime.DateAt(clock.GetUtcNow());
        var reading = IntakeReader.Read(request.Words, today);
        if (reading.Secrecy is { } marking)
        {
            return KernelRefusals.Secret(marking);
        }

        if (!reading.IsDispatch)
        {
            return new RegistrationProposal(reading, null, [], []);
        }

        var asOf = reading.Date ?? today;
        var issuer = await IssuerAsync(reading, asOf, cancellationToken);
        var plan = await PlanAsync(reading, issuer, asOf, cancellationToken);
        var duplicates = await DuplicatesAsync(reading, issuer?.Name, cancellationToken);
        var findings = RegisterFindings.Of(reading, issuer, plan, duplicates, context.Someone.OrganisationId);
        return new RegistrationProposal(
            reading with { Findings = [.. reading.Findings.Concat(findings).OrderByDescending(f => f.Severity)] },
            issuer?.Name, [.. plan.Lines.Select(Line)], duplicates);
    }

    private static ProposedRecipient Line(RecipientLine line) => new(
        line.Text, line.Recipients.Count + line.Repeated.Count,
        [.. line.Recipients.Select(r => r.Name).Concat(line.Repeated.Select(r => r.Name)).Take(NamesShown)],
        line.Unknown.Count == 0 ? null : string.Join(" ", line.Unknown.Select(u => u.Message)));

    /// <summary>The one body that bears the printed name on that day; a department's name needs its province's beside it.</summary>
    private async Task<KnownName?> IssuerAsync(IntakeReading reading, DateOnly asOf, CancellationToken cancellationToken)
    {
        if (reading.Issuer is not { } printed)
        {
            return null;
        }

        var scopes = await directory.ScopesOfAsync(context.Someone.OrganisationId, cancellationToken);
        var names = IssuerNames(printed, reading.Parent, reading.Place).Select(NameFolding.Fold).Distinct(StringComparer.Ordinal).ToList();
        var known = await directory.FindAsync(scopes, names, cancellationToken);
        return names.Select(n => known.Where(k => k.Folded == n && k.BodyId is not null && k.Validity.Holds(asOf)).DistinctBy(k => k.BodyId).ToList())
            .FirstOrDefault(found => found.Count == 1 && !IsOfAnother(found[0], printed, reading.Parent))?[0];
    }

    /// <summary>A department under a committee that the paper names is not the department of that name at home.</summary>
    private static bool IsOfAnother(KnownName found, string printed, string? parent) =>
        parent is not null && NameFolding.Fold(parent) is var above && above.StartsWith(Committee, StringComparison.Ordinal)
        && NameFolding.Fold(found.Name) is var name && name != NameFolding.Fold(printed) && !name.EndsWith(above[Committee.Length..], StringComparison.Ordinal);

    private static IEnumerable<string> IssuerNames(string issuer, string? parent, string? place)
    {
        yield return issuer;
        if (parent is not null && Plain.Of(parent) is var plain && (plain.StartsWith("ubnd ", StringComparison.Ordinal) || plain.StartsWith("uy ban nhan dan ", StringComparison.Ordinal)))
        {
            yield return $"{issuer} {(plain[1] == 'b' ? parent[5..] : parent[16..])}";
        }

        if (place is not null)
        {
            yield return $"{issuer} tỉnh {place}";
        }
    }

    /// <summary>Whom the lines mean. An issuer the directory does not know has units it does not know: then only lines that name bodies in full are judged.</summary>
    private Task<RecipientPlan> PlanAsync(IntakeReading reading, KnownName? issuer, DateOnly asOf, CancellationToken cancellationToken) =>
        recipients.ReadAsync(new PrintedRecipients(issuer?.BodyId ?? context.Someone.OrganisationId, asOf, reading.Addressees, reading.Recipients), [], cancellationToken);

    private async Task<IReadOnlyList<IncomingView>> DuplicatesAsync(IntakeReading reading, string? author, CancellationToken cancellationToken)
    {
        if (reading is not { Number: not null, Symbol: not null, Date: { } date })
        {
            return [];
        }

        // The key holds the form: the same dispatch may be here as an original and as a copy.
        var keys = new[] { reading.Issuer, author }.OfType<string>().SelectMany(name => Keys(name, reading, date)).Distinct(StringComparer.Ordinal).ToList();
        var rows = await db.Set<IncomingDispatch>().AsNoTracking().SeenBy(context.Someone).Where(i => keys.Contains(i.DuplicateKey)).OrderBy(i => i.Id).Take(10).ToListAsync(cancellationToken);
        return [.. rows.Select(IncomingView.Of)];
    }

    private static IEnumerable<string> Keys(string author, IntakeReading reading, DateOnly date) =>
        from form in Enum.GetValues<Lifecycle.PaperForm>()
        select IncomingWording.DuplicateKey(new PaperFacts
        {
            Form = form,
            Medium = Lifecycle.Medium.Paper,
            Author = author,
            Kind = "",
            NumberAndSymbol = reading.NumberAndSymbol!,
            Date = date,
            Subject = "",
            Signer = "",
            CopyNumberAndSymbol = form is Lifecycle.PaperForm.Original ? null : reading.Copy?.NumberAndSymbol,
        });
}
