namespace Dispatch.Engine.Workflows.Proving;

/// <summary>What is certain at a moment of a course.</summary>
[Flags]
internal enum Facts
{
    None = 0,
    Signed = 1,
    Numbered = 2,
    CopyApproved = 4,
    CopyNumbered = 8,

    /// <summary>A break is on its way to its loop.</summary>
    Breaking = 16,

    /// <summary>Somebody who is not the drafter has approved the draft as it stands.</summary>
    Approved = 32,
    Issued = 64,
    Received = 128,
    Registered = 256,
    Assigned = 512,

    /// <summary>The recall there is to make is ordered: by a leader, or by the issue of what replaces.</summary>
    RecallOrdered = 1024,

    /// <summary>Other branches are under way, so nobody knows whose act comes first. Told only where the paper is followed.</summary>
    Beside = 2048,

    /// <summary>There is a paper to copy: one that came and stands in the book, or one that was issued here (Điều 25). Above where the paper stands, see <see cref="PaperLaw.Stands"/>.</summary>
    Copyable = 1 << 28,
}
