using Dispatch.Engine.Auditing;

namespace Dispatch.Engine.Tests.Auditing;

/// <summary>A line of the log says by itself what came of an act.</summary>
public sealed class LogWordingTests
{
    [TestCase("distributing.receipt", """{"recipientName":"Sở Nội vụ","code":"Registered","arrivalNumber":7,"reason":null}""", "Sở Nội vụ · số đến 07 · Đã vào sổ")]
    [TestCase("distributing.receipt", """{"recipientName":"Sở Nội vụ","code":"Refused","arrivalNumber":null,"reason":"thiếu trang 2"}""", "Sở Nội vụ · Bị từ chối · thiếu trang 2")]
    [TestCase("signing.signed", """{"hash":"00","capacity":["KT. BỘ TRƯỞNG","THỨ TRƯỞNG"]}""", "KT. BỘ TRƯỞNG, THỨ TRƯỞNG")]
    [TestCase("numbering.numbered", """{"numberAndSymbol":"12/BNG-CNV","issuedOn":"2024-12-17"}""", "12/BNG-CNV")]
    [TestCase("access.refused", """{"code":"Registered"}""", null)]
    [TestCase("issuing.issued", """{"recipients":63}""", null)]
    public void It_tells_what_came_of_it_and_in_which_capacity(string act, string facts, string? told) => Assert.That(
        LogWording.AboutOf($$"""{"organisation":"018df789-31a0-73d2-adfd-691edf96eeef","index":0,"at":"2024-12-17T01:33:00+00:00","act":"{{act}}","subject":"018df789-31a0-73d2-adfd-691edf96eeef","actor":"Hệ thống","facts":{{facts}}}"""),
        Is.EqualTo(told));
}
