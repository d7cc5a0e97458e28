using System.Net;
using System.Reflection;
using System.Reflection.Emit;
using System.Text.RegularExpressions;
using Dispatch.Api.Components;
using Dispatch.Engine.Kernel;
using Dispatch.Templates.Signatures.Verifying;
using Microsoft.AspNetCore.Components;

namespace Dispatch.Api.Tests.Pages;

/// <summary>The pages in English: every Vietnamese sentence a page can say stands in the tables, and what people wrote is left as it is.</summary>
public sealed partial class EnglishTests
{
    private static readonly Dictionary<short, OpCode> OpCodes = typeof(OpCodes).GetFields().Select(field => (OpCode)field.GetValue(null)!).ToDictionary(code => code.Value);

    private static readonly EnglishTable Table = EnglishTable.Load();

    [Test]
    public void Every_sentence_of_a_page_has_its_english()
    {
        var known = Table.Pieces.ToHashSet(StringComparer.Ordinal);
        var said = PagesAndTheirWords().SelectMany(Said).Distinct(StringComparer.Ordinal).ToList();

        Assert.That(said, Has.Count.GreaterThan(300));
        Assert.That(said.Where(words => !known.Contains(words) && !known.Contains(char.ToLower(words[0], System.Globalization.CultureInfo.GetCultureInfo("vi-VN")) + words[1..])).Order(StringComparer.Ordinal), Is.Empty);
    }

    [Test]
    public void Every_refusal_has_its_english()
    {
        var known = Table.Pieces.ToHashSet(StringComparer.Ordinal);
        var said = Refusing().Concat(FindingFaults()).SelectMany(Literals).SelectMany(literal => Hole().Split(literal)).SelectMany(Pieces).Distinct(StringComparer.Ordinal).ToList();

        Assert.That(said, Has.Count.GreaterThan(200));
        Assert.That(said.Where(words => !known.Contains(words)).Order(StringComparer.Ordinal), Is.Empty);
    }

    [Test]
    public void What_a_verifier_finds_has_its_english() => Assert.That(
        FindingWords.Codes.Where(code => Table.Find(FindingWords.Of(code, FindingLanguage.Vietnamese)) != FindingWords.Of(code, FindingLanguage.English)), Is.Empty);

    [Test]
    public void This_test_reads_why_an_act_is_refused() =>
        Assert.That(Refusing().SelectMany(Literals).SelectMany(Pieces), Has.Member("Tên đăng nhập hoặc mật khẩu không đúng. Sau nhiều lần sai, hãy đợi 15 phút rồi thử lại, hoặc nhờ quản trị viên cấp lại mật khẩu.").And.Member("Hãy đặt tên cho bộ lọc, từ 1 đến 40 ký tự."));

    [Test]
    public void This_test_reads_what_a_page_says() => Assert.That(Said(typeof(HelpPage)), Has.Member("Hướng dẫn").And.Member("Phím tắt"));

    [TestCase("Việc của tôi", "My tasks")]
    [TestCase("Báo cáo năm 2024", "Report for 2024")]
    [TestCase("Đã phát hành.", "Issued.")]
    [TestCase("Đề nghị thu hồi…", "Propose a recall…")]
    [TestCase("· từ 23/11/2026 08:42", "· since 23/11/2026 08:42")]
    [TestCase("· hạn 24/11/2026 17:00, quá hạn", "· due 24/11/2026 17:00, overdue")]
    [TestCase("3 nơi nhận: 1 đã vào sổ, 2 chưa tiếp nhận.", "3 recipients: 1 registered, 2 not received.")]
    [TestCase(
        "Tệp tải lên: Kết quả 'Refused' của bước 'opinions' không dẫn đi đâu. Đường đi: opinions (Xin ý kiến): Refused.",
        "Uploaded file: The outcome 'Refused' of the step 'opinions' leads nowhere. The path: opinions (Xin ý kiến): Refused.")]
    [TestCase("Quy trình 'Tệp tải lên': không đọc được: JSON sai ở dòng 1, cột 17.", "Procedure 'Uploaded file': cannot be read: the JSON is wrong at line 1, column 17.")]
    [TestCase(
        "Chưa thể cấp số: văn bản chưa được ký (đang ở trạng thái “Chờ ký”). Việc có thể làm: ký, trả lại người soạn. Đang chờ: “Lãnh đạo ký”, người cần làm: Nguyễn Minh Vũ.",
        "Not possible now (number): the paper is not signed yet (it stands at “To be signed”). Possible: sign, return to the drafter. Waiting: “Lãnh đạo ký”, for Nguyễn Minh Vũ.")]
    [TestCase("Chọn văn bản 6983/BNG-CNV", "Choose the paper 6983/BNG-CNV")]
    [TestCase("Chọn nơi nhận Ủy ban nhân dân tỉnh An Giang, 6983/BNG-CNV", "Choose the recipient Ủy ban nhân dân tỉnh An Giang, 6983/BNG-CNV")]
    [TestCase("Chưa có văn bản nào. Tăng cường phối hợp.", null)]
    [TestCase("Tăng cường phối hợp công tác", null)]
    [TestCase("Phối hợp, Tăng cường", null)]
    public void A_sentence_is_exchanged_as_a_whole_or_by_its_pattern(string vietnamese, string? english) => Assert.That(Table.Find(vietnamese), Is.EqualTo(english));

    [Test]
    public void A_pattern_keeps_what_was_put_in_and_exchanges_what_it_knows()
    {
        var table = EnglishTable.Of("{} nơi nhận: {}\t{0} recipients: {1}", "đã vào sổ\tregistered");

        Assert.That(table.Find("63 nơi nhận: đã vào sổ"), Is.EqualTo("63 recipients: registered"));
        Assert.That(table.Find("63 nơi nhận: Ủy ban"), Is.EqualTo("63 recipients: Ủy ban"));
        Assert.That(table.Find("nơi nhận"), Is.Null);
    }

    [TestCase("Định hướng công tác đối ngoại và hội nhập quốc tế của địa phương trong thời gian tới")]
    [TestCase("kỷ niệm 80 năm ngày thành lập ngành ngoại giao")]
    public void A_subject_is_no_sentence_of_ours(string subject) => Assert.That(Table.Find(subject), Is.Null);

    [Test]
    public void What_people_typed_and_what_is_marked_stays()
    {
        var markup = new EnglishMarkup(EnglishTable.Of("Văn bản đi\tOutgoing", "Lọc\tFilter"));

        Assert.That(
            markup.Translate("<html lang=\"vi\"><p title=\"L&#x1ECD;c\"> Văn bản  đi </p><textarea>Lọc</textarea><b translate=\"no\">Lọc<b>Lọc</b></b><input value=\"Lọc\" />Lọc</html>"),
            Is.EqualTo("<html lang=\"en\"><p title=\"Filter\"> Outgoing </p><textarea>Lọc</textarea><b translate=\"no\">Lọc<b>Lọc</b></b><input value=\"Lọc\" />Filter</html>"));
    }

    [TestCase("<p title=\"a > b\">Lọc</p>", "<p title=\"a > b\">Filter</p>")]
    [TestCase("Lọc", "Filter")]
    [TestCase("<p>Lọc &amp; <", "<p>Lọc &amp; <")]
    [TestCase("<script>Lọc</script>", "<script>Lọc</script>")]
    public void Odd_markup_is_read_as_browsers_read_it(string html, string english) =>
        Assert.That(new EnglishMarkup(EnglishTable.Of("Lọc\tFilter")).Translate(html), Is.EqualTo(english));

    /// <summary>The components, and the classes that give them their words.</summary>
    private static IEnumerable<Type> PagesAndTheirWords() =>
        from type in typeof(PageWords).Assembly.GetTypes().Concat(typeof(Engine.Lifecycle.Vietnamese).Assembly.GetTypes())
        let outermost = Outermost(type)
        // What intake knows of official words is for reading papers, not for telling people.
        where outermost.Namespace != "Dispatch.Engine.Intake"
        where typeof(IComponent).IsAssignableFrom(outermost) || outermost.Name.EndsWith("Words", StringComparison.Ordinal) || outermost.Name.EndsWith("Wording", StringComparison.Ordinal)
            || outermost == typeof(FrameSection) || outermost == typeof(BulkPlan) || outermost == typeof(Engine.Lifecycle.Vietnamese)
        select type;

    /// <summary>Every method that makes a refusal a page can tell, and every method of the stages' lists of refusals.</summary>
    private static IEnumerable<MethodBase> Refusing() =>
        from type in typeof(PageWords).Assembly.GetTypes().Concat(typeof(Refusal).Assembly.GetTypes())
        let outermost = Outermost(type)
        where !IsToldElsewhere(outermost)
        from method in Methods(type)
        where outermost.Name.EndsWith("Refusals", StringComparison.Ordinal) || Instructions(method).Any(MakesRefusal)
        select method;

    /// <summary>Every method that reads or proves a definition: a fault in one that was uploaded is told on the page.</summary>
    private static IEnumerable<MethodBase> FindingFaults() =>
        from type in typeof(Refusal).Assembly.GetTypes()
        let outermost = Outermost(type)
        where outermost.Namespace is "Dispatch.Engine.Workflows.Reading" or "Dispatch.Engine.Workflows.Proving" || outermost.Name is "WorkflowSoundness" or "Script" or "ScriptLexer" or "ScriptParser"
            || (outermost.Namespace == "Dispatch.Engine.Workflows.Activities" && outermost.Name is not ("OfficeStep" or "OfficeSteps"))
        from method in Methods(type)
        select method;

    // The console speaks Vietnamese to who runs the server.
    private static bool IsToldElsewhere(Type type) =>
        type.Namespace == "Dispatch.Api.Commands" || type.Name.EndsWith("Settings", StringComparison.Ordinal) || type.Name is "ServerStart";

    private static bool MakesRefusal((MethodBase In, OpCode Code, int Operand) step) =>
        (step.Code == System.Reflection.Emit.OpCodes.Newobj || step.Code == System.Reflection.Emit.OpCodes.Call)
        && Called(step.In, step.Operand) is { } called
        && ((called.IsConstructor && called.DeclaringType == typeof(Refusal)) || (called.Name == nameof(KernelRefusals.Shape) && called.DeclaringType == typeof(KernelRefusals)));

    private static MethodBase? Called(MethodBase method, int token) => method.Module.ResolveMethod(
        token, method.DeclaringType!.IsGenericType ? method.DeclaringType.GetGenericArguments() : null, method.IsGenericMethod ? method.GetGenericArguments() : null);

    private static Type Outermost(Type type) => type.DeclaringType is { } outer ? Outermost(outer) : type;

    /// <summary>The Vietnamese pieces of text and markup among a type's literals.</summary>
    private static IEnumerable<string> Said(Type type) => Methods(type).SelectMany(Literals).SelectMany(Pieces);

    private static IEnumerable<string> Pieces(string literal) =>
        from piece in literal.Contains('<', StringComparison.Ordinal) ? Texts(literal) : [literal]
        let words = string.Join(' ', piece.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries))
        where words.Any(letter => letter > 'ɏ' ? letter is >= 'Ḁ' and <= 'ỿ' : "ăâđêôơưáàãéèíìóòõúùýĂÂĐÊÔƠƯ".Contains(letter, StringComparison.Ordinal))
        select words;

    private static IEnumerable<string> Texts(string markup) =>
        Tag().Split(markup).Concat(Attribute().Matches(markup).Select(match => match.Groups["words"].Value)).Select(text => WebUtility.HtmlDecode(text)!);

    private static IEnumerable<string> Literals(MethodBase method) =>
        Instructions(method).Where(step => step.Code == System.Reflection.Emit.OpCodes.Ldstr).Select(step => step.In.Module.ResolveString(step.Operand));

    private static IEnumerable<MethodBase> Methods(Type type)
    {
        const BindingFlags All = BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Static | BindingFlags.Instance | BindingFlags.DeclaredOnly;
        return type.GetMethods(All).Cast<MethodBase>().Concat(type.GetConstructors(All)).Concat(type.TypeInitializer is { } initializer ? [initializer] : []).Distinct();
    }

    /// <summary>What a method does, step by step; the operand is a token where the step names a thing, and 0 where it has no four bytes of it.</summary>
    private static IEnumerable<(MethodBase In, OpCode Code, int Operand)> Instructions(MethodBase method)
    {
        var code = method.GetMethodBody()?.GetILAsByteArray() ?? [];
        for (var at = 0; at < code.Length;)
        {
            var value = (short)code[at++];
            if (value == 0xFE)
            {
                value = (short)(0xFE00 | code[at++]);
            }

            var op = OpCodes[value];
            var size = Size(op, code, at);
            yield return (method, op, size == 4 ? BitConverter.ToInt32(code, at) : 0);
            at += size;
        }
    }

    private static int Size(OpCode op, byte[] code, int at) => op.OperandType switch
    {
        OperandType.InlineNone => 0,
        OperandType.ShortInlineBrTarget or OperandType.ShortInlineI or OperandType.ShortInlineVar => 1,
        OperandType.InlineVar => 2,
        OperandType.InlineI8 or OperandType.InlineR => 8,
        OperandType.InlineSwitch => 4 + (4 * BitConverter.ToInt32(code, at)),
        _ => 4,
    };

    // Where a composite format puts something in.
    [GeneratedRegex(@"\{[0-9][^}]*\}", RegexOptions.None, 1000)]
    private static partial Regex Hole();

    [GeneratedRegex("<[^>]*>", RegexOptions.None, 1000)]
    private static partial Regex Tag();

    [GeneratedRegex("(?:title|placeholder|aria-label|alt|data-head)=\"(?<words>[^\"]*)\"", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Attribute();
}
