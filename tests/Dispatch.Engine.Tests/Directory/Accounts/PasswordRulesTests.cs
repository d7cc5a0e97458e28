using Dispatch.Engine.Directory.Accounts;

namespace Dispatch.Engine.Tests.Directory.Accounts;

public sealed class PasswordRulesTests
{
    [TestCase("ngắn")]
    [TestCase("11 ký tự nà")]
    public void A_short_password_is_refused(string password) => Assert.That(PasswordRules.Flaw(password, "ten.toi")?.Code, Is.EqualTo("shape.password"));

    [TestCase("password1234!")]
    [TestCase("Mật khẩu 2024")]
    [TestCase("P-a-s-s-w-o-r-d-9")]
    [TestCase("qwertyuiop12")]
    [TestCase("dragondragon")]
    [TestCase("123456789012")]
    [TestCase("987654321098")]
    [TestCase("aaaaaaaaaaaaaaa")]
    [TestCase("abcabcabcabcabc")]
    [TestCase("abcdefghijklmnop")]
    [TestCase("Nguyen.Van.A.1990", "nguyen.van.a")]
    [TestCase("quantri@2025!!")]
    [TestCase("congvan-2025-12")]
    public void A_password_that_many_people_have_is_refused(string password, string userName = "ten.toi") =>
        Assert.That(PasswordRules.Flaw(password, userName)?.Code, Is.EqualTo("access.common-password"));

    [TestCase("con mèo uống cà phê")]
    [TestCase("khongdaucungduoc")]
    [TestCase("tám chữ số nào đó 7")]
    [TestCase("😀 cười một mình ở cơ quan")]
    [TestCase("hungtrangtrongtoahoa")]
    public void Length_is_enough_and_no_kind_of_letter_is_asked_for(string password) => Assert.That(PasswordRules.Flaw(password, "ten.toi"), Is.Null);

    [Test]
    public void A_long_password_is_taken_whole() => Assert.That(PasswordRules.Flaw(string.Concat(Enumerable.Range(0, 20).Select(i => "từ" + (i * 7919 % 9973))).PadRight(200, 'x')[..200], "ten.toi"), Is.Null);
}
