using System.Text;
using Dispatch.Engine.Directory.Accounts;

namespace Dispatch.Engine.Tests.Directory.Accounts;

public sealed class TotpTests
{
    private static readonly byte[] Key = Encoding.ASCII.GetBytes("12345678901234567890");

    // The vectors of RFC 6238, appendix B, for SHA-1; their last six digits.
    [TestCase(59, "287082")]
    [TestCase(1111111109, "081804")]
    [TestCase(1111111111, "050471")]
    [TestCase(1234567890, "005924")]
    [TestCase(2000000000, "279037")]
    [TestCase(20000000000, "353130")]
    public void Codes_are_those_of_the_standard(long seconds, string code) => Assert.That(Totp.Code(Key, seconds / Totp.Step), Is.EqualTo(code));

    [TestCase(0, true, TestName = "A code is good when it begins to be shown")]
    [TestCase(29, true, TestName = "A code is good as long as it is shown")]
    [TestCase(34, true, TestName = "A code is given five seconds for its way")]
    [TestCase(36, false, TestName = "A code is good no longer")]
    [TestCase(-1, false, TestName = "A code is not good before it is shown")]
    public void A_code_lives_as_long_as_it_is_shown(int after, bool isGood)
    {
        const long step = 57_000_000;

        Assert.That(Totp.StepOf(Key, Totp.Code(Key, step), DateTimeOffset.FromUnixTimeSeconds((step * Totp.Step) + after), 0), Is.EqualTo(isGood ? step : null));
    }

    [Test]
    public void A_code_that_was_taken_is_none()
    {
        const long step = 57_000_000;

        Assert.That(Totp.StepOf(Key, Totp.Code(Key, step), DateTimeOffset.FromUnixTimeSeconds(step * Totp.Step), step), Is.Null);
    }

    [Test]
    public void A_code_that_was_taken_is_none_where_the_clock_is_a_moment_behind_either()
    {
        const long step = 57_000_000;

        Assert.That(Totp.StepOf(Key, Totp.Code(Key, step), DateTimeOffset.FromUnixTimeSeconds(step * Totp.Step), step + 1), Is.Null);
    }

    [Test]
    public void A_code_that_was_taken_while_the_clock_was_ahead_keeps_nobody_out_once_it_is_right()
    {
        const long step = 57_000_000;

        Assert.That(Totp.StepOf(Key, Totp.Code(Key, step), DateTimeOffset.FromUnixTimeSeconds(step * Totp.Step), step + 600), Is.EqualTo(step));
    }

    // The vectors of RFC 4648, section 10, without padding.
    [TestCase("", "")]
    [TestCase("f", "MY")]
    [TestCase("fo", "MZXQ")]
    [TestCase("foo", "MZXW6")]
    [TestCase("foobar", "MZXW6YTBOI")]
    public void A_key_is_written_in_base32(string text, string written) => Assert.That(Totp.Base32(Encoding.ASCII.GetBytes(text)), Is.EqualTo(written));
}
