using Dispatch.Api.Workflows;

namespace Dispatch.Api.Tests.Workflows;

/// <summary>What pages say of procedures that stopped.</summary>
public sealed class WorkflowPageWordsTests
{
    [TestCase("Failed to evaluate activity input 'Roles'", "Không tính được mục “Roles” của bước.")]
    [TestCase("Failed to evaluate activity input 'Due': 'hôm nào'", "Không tính được mục “Due” của bước: 'hôm nào'.")]
    [TestCase("Không lấy được ý kiến: 2 người được hỏi, cần 3 người đồng ý.", "Không lấy được ý kiến: 2 người được hỏi, cần 3 người đồng ý.")]
    public void An_incident_is_told_in_the_words_of_the_page(string kept, string told) => Assert.That(WorkflowPageWords.OfIncident(kept), Is.EqualTo(told));
}
