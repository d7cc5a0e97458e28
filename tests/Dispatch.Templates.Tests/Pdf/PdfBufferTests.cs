using System.Text;
using Dispatch.Templates.Pdf;

namespace Dispatch.Templates.Tests.Pdf;

public sealed class PdfBufferTests
{
    [TestCase(0, "0")]
    [TestCase(12, "12")]
    [TestCase(12.5, "12.5")]
    [TestCase(12.05, "12.05")]
    [TestCase(12.34, "12.34")]
    [TestCase(-0.5, "-0.5")]
    [TestCase(-0.001, "0")]
    [TestCase(841.8898, "841.89")]
    [TestCase(0.999, "1")]
    public void Numbers_have_at_most_two_decimals_and_a_point(double number, string expected) =>
        Assert.That(Encoding.ASCII.GetString(new PdfBuffer().Add(number).Written), Is.EqualTo(expected));

    [Test]
    public void A_letter_outside_ASCII_is_refused_not_replaced() =>
        Assert.That(() => new PdfBuffer().Add("Điều"), Throws.InstanceOf<EncoderFallbackException>());
}
