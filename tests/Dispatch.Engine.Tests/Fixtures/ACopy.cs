using Dispatch.Engine.Copying;
using Dispatch.Engine.Lifecycle;
using Dispatch.Engine.Receiving;
using Dispatch.Engine.Registering;

namespace Dispatch.Engine.Tests.Fixtures;

/// <summary>A certified copy that the province makes of what it registered, or the ministry of what it issued, walked to where a test begins.</summary>
internal sealed record ACopy(TestOffice Office, IncomingView? Source)
{
    public ACopy(TestOffice office, DispatchView own)
        : this(office, Source: null) => (Own, House) = (own, "bng");

    /// <summary>The source, where the house issued it itself.</summary>
    public DispatchView? Own { get; init; }

    /// <summary>The end of the user names of the house that copies.</summary>
    public string House { get; init; } = "db";

    public CopyForm Form { get; init; } = CopyForm.SaoY;

    public Medium Medium { get; init; } = Medium.Paper;

    public IReadOnlyList<string> Recipients { get; init; } = ["Các sở, ban, ngành, đoàn thể tỉnh;", "- UBND các huyện, thị xã, thành phố;", "Lưu: VT, NCNVB."];

    /// <summary>The parts of a trích sao.</summary>
    public IReadOnlyList<int>? Parts { get; init; }

    public RequestCopy Request => new(Form, Medium, Recipients, Office.Person("signer." + House), ["TL. ỦY BAN NHÂN DÂN", "CHÁNH VĂN PHÒNG"], Parts) { IncomingId = Source?.Id, DispatchId = Own?.Id };

    /// <summary>Asks for the copy and walks to a state.</summary>
    public async Task<CopyView> AtAsync(CopyState state)
    {
        return await WalkAsync(await By("clerk").Do(Request), state);
    }

    /// <summary>Walks on from wherever it stands.</summary>
    public async Task<CopyView> WalkAsync(CopyView copy, CopyState state)
    {
        while (copy.State != state)
        {
            copy = await StepAsync(copy, state);
        }

        return copy;
    }

    private Task<CopyView> StepAsync(CopyView copy, CopyState wanted) => (copy.State, wanted) switch
    {
        (CopyState.Requested, CopyState.Rejected) => By("signer").Do(new RejectCopy(copy.Id, "Không cần sao")),
        (CopyState.Requested, _) => By("signer").Do(new ApproveCopy(copy.Id)),
        (CopyState.Approved, _) => By("clerk").Do(new NumberCopy(copy.Id)),
        (CopyState.Numbered, _) => By("clerk").Do(new IssueCopy(copy.Id)),
        _ => throw new InvalidOperationException($"No road leads from {copy.State} to {wanted}."),
    };

    private TestActor By(string role) => Office.As($"{role}.{House}");
}
