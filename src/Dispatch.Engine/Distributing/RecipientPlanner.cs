using Dispatch.Engine.Directory;
using Dispatch.Engine.Kernel;

namespace Dispatch.Engine.Distributing;

/// <summary>Counts every body once, applies the clerk's decisions and lists what is still open.</summary>
internal sealed class RecipientPlanner(PrintedRecipients printed, RecipientKnowledge known, IReadOnlyList<RecipientDecision> decisions)
{
    private readonly Dictionary<Id<Body>, PlannedRecipient> served = [];
    private readonly List<PlannedRecipient> order = [];
    private readonly List<RecipientFinding> findings = [];
    private readonly HashSet<RecipientDecision> used = [];

    public RecipientPlan Plan(IReadOnlyList<RecipientReading> readings)
    {
        var addressees = readings.Where(reading => reading.Line.Block is RecipientBlock.Addressees && reading.Kind is not RecipientLineKind.SameAsAddressees)
            .Select(reading => reading.Line.Number).ToList();
        var lines = readings.Select(reading => LineOf(reading, addressees)).ToList();
        findings.AddRange(decisions.Where(decision => !used.Contains(decision)).Select(RecipientFindings.DecisionUnused));
        var unresolved = lines.SelectMany(line => line.Unknown.Select(unknown => new UnresolvedRecipient(line.Number, line.Text, unknown))).ToList();
        return new RecipientPlan(printed.AsOf, lines, order, unresolved, findings);
    }

    private RecipientLine LineOf(RecipientReading reading, List<int> addressees)
    {
        var draft = new LineDraft(reading);
        foreach (var part in reading.Parts)
        {
            Serve(draft, part);
        }

        if (reading.Kind is RecipientLineKind.SameAsAddressees && (addressees.Count == 0 || reading.Line.Block is RecipientBlock.Addressees))
        {
            Decide(draft, null, UnknownRecipients.NothingAbove(reading.Line.Bare));
        }

        foreach (var unit in reading.Archive?.Units.Where(unit => unit is { BodyId: null, IsClerks: false }) ?? [])
        {
            findings.Add(RecipientFindings.ArchiveUnitUnknown(reading.Line.Number, unit.Text));
        }

        var line = reading.Line;
        return new RecipientLine(
            line.Number, line.Block, line.Text, reading.Kind, line.Purpose, line.Role, draft.Recipients, draft.Repeated,
            reading.Kind is RecipientLineKind.SameAsAddressees && line.Block is RecipientBlock.Recipients ? addressees : [], draft.Unknown, draft.Withheld, reading.Archive)
        {
            Holders = [.. reading.Holders.Select(holder => new AddressedHolder(holder.Title, holder.FullName, holder.BodyId, holder.BodyName))],
        };
    }

    private void Serve(LineDraft draft, RecipientPart part)
    {
        if (part.Match is { Name: { BodyId: { } body } name })
        {
            Add(draft, body, name.Name, null, part.Purpose);
        }
        else if (part.Match is { Name.GroupId: { } groupId } && known.Groups.TryGetValue(groupId, out var group) && group.Members.Count > 0)
        {
            ServeGroup(draft, part, group);
        }
        else
        {
            Decide(draft, part.Purpose, UnknownRecipients.Of(part, draft.Reading, printed.AsOf, known.Near));
        }
    }

    /// <summary>The group as its line limits it; what the directory does not bear out is asked, not guessed.</summary>
    private void ServeGroup(LineDraft draft, RecipientPart part, KnownGroup group)
    {
        var (count, except) = (part.Limited?.Count, part.Limited?.Except ?? []);
        var leftOut = except.Select(text => (Text: text, Member: MemberOf(group, text))).ToList();
        if (leftOut.Find(left => left.Member is null) is { Text: { } stranger })
        {
            Decide(draft, part.Purpose, UnknownRecipients.NotAMember(part.Text, stranger, group, printed.AsOf));
        }
        else if (count is { } said && said != group.Members.Count && said != group.Members.Count - leftOut.Count)
        {
            Decide(draft, part.Purpose, UnknownRecipients.OtherCount(part.Text, said, group, printed.AsOf));
        }
        else
        {
            AddGroup(draft, group with { Members = [.. group.Members.Where(member => leftOut.TrueForAll(left => left.Member!.Id != member.Id))] }, part.Purpose);
            if (leftOut.Count > 0)
            {
                findings.Add(RecipientFindings.LeftOut(draft.Reading.Line.Number, [.. leftOut.Select(left => left.Member!.Name)]));
            }
        }
    }

    /// <summary>The one member whose name has the words in it, as whole words: "Hà Nội" is Ủy ban nhân dân thành phố Hà Nội; null when it is none, or several.</summary>
    private static KnownBody? MemberOf(KnownGroup group, string text)
    {
        var words = $" {NameFolding.Fold(text)} ";
        List<KnownBody> meant = [.. group.Members.Where(member => $" {NameFolding.Fold(member.Name)} ".Contains(words, StringComparison.Ordinal))];
        return meant is [var one] ? one : null;
    }

    private void AddGroup(LineDraft draft, KnownGroup group, RecipientPurpose? purpose)
    {
        foreach (var member in group.Members)
        {
            Add(draft, member.Id, member.Name, group, purpose);
        }
    }

    private void Add(LineDraft draft, Id<Body> body, string name, KnownGroup? via, RecipientPurpose? purpose)
    {
        var line = draft.Reading.Line;
        if (body == printed.IssuerId)
        {
            findings.Add(draft.Reading.Holders.Count > 0 ? RecipientFindings.OwnLeader(line.Number, draft.Reading.Holders) : RecipientFindings.Itself(line.Number, name));
        }
        else if (served.TryGetValue(body, out var first))
        {
            draft.Repeated.Add(new RepeatedRecipient(body, name, first.Line));
        }
        else
        {
            var recipient = new PlannedRecipient(body, name, via?.Id, via?.Name, line.Number, purpose ?? line.Purpose);
            served.Add(body, recipient);
            order.Add(recipient);
            draft.Recipients.Add(recipient);
        }
    }

    /// <summary>Does what the clerk decided about the words; what nobody decided, or decided wrongly, stays open.</summary>
    private void Decide(LineDraft draft, RecipientPurpose? purpose, UnknownRecipient unknown)
    {
        var lineText = NameFolding.Fold(draft.Reading.Line.Text);
        var text = NameFolding.Fold(unknown.Text);
        var taken = decisions.Where(decision => NameFolding.Fold(decision.LineText) == lineText && NameFolding.Fold(decision.UnknownText) == text).ToList();
        var settled = false;
        foreach (var decision in taken)
        {
            used.Add(decision);
            var problem = Apply(draft, purpose, unknown, decision);
            settled |= problem is null;
            if (problem is not null)
            {
                findings.Add(RecipientFindings.DecisionInvalid(draft.Reading.Line.Number, unknown.Text, problem));
            }
        }

        if (!settled)
        {
            draft.Unknown.Add(unknown);
        }
    }

    /// <summary>Null when it was done, otherwise why it cannot be.</summary>
    private string? Apply(LineDraft draft, RecipientPurpose? purpose, UnknownRecipient unknown, RecipientDecision decision)
    {
        switch (decision)
        {
            case { Kind: RecipientDecisionKind.DeliverTo, BodyId: { } id } when known.Bodies.TryGetValue(id, out var body):
                if (!body.Validity.Holds(printed.AsOf))
                {
                    return $"\"{body.Name}\" không hoạt động vào ngày {UnknownRecipients.Day(printed.AsOf)}";
                }

                Add(draft, body.Id, body.Name, null, purpose);
                return null;
            case { Kind: RecipientDecisionKind.DeliverToGroup, GroupId: { } id } when known.Groups.TryGetValue(id, out var group):
                if (!group.Validity.Holds(printed.AsOf) || group.Members.Count == 0)
                {
                    return $"nhóm \"{group.Name}\" không có thành viên vào ngày {UnknownRecipients.Day(printed.AsOf)}";
                }

                AddGroup(draft, group, purpose);
                return null;
            case { Kind: RecipientDecisionKind.NotDelivered, Reason: { } reason } when !string.IsNullOrWhiteSpace(reason):
                draft.Withheld.Add(new WithheldRecipient(unknown.Text, reason.Trim()));
                return null;
            case { Kind: RecipientDecisionKind.NotDelivered }:
                return "không gửi thì phải ghi lý do";
            default:
                return "nơi nhận được chọn không có trong danh mục";
        }
    }

    private sealed class LineDraft(RecipientReading reading)
    {
        public RecipientReading Reading { get; } = reading;

        public List<PlannedRecipient> Recipients { get; } = [];

        public List<RepeatedRecipient> Repeated { get; } = [];

        public List<UnknownRecipient> Unknown { get; } = [];

        public List<WithheldRecipient> Withheld { get; } = [];
    }
}
