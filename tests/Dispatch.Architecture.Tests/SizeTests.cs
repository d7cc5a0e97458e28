using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Dispatch.Architecture.Tests;

/// <summary>Rot shows in the tail: the longest files and methods, and what hides length or a warning.</summary>
public sealed partial class SizeTests
{
    private const int LongestFile = 500;
    private const int LongestUseCase = 200;
    private const int LongestMethod = 80;
    private const int MostSilencedWarnings = 10;

    private static IReadOnlyList<SourceFile> Everything => [.. Sources.Src, .. Sources.Tests];

    [Test]
    public void No_file_is_longer_than_a_person_reads() => Assert.That(LongerThan(LongestFile, Everything), Is.Empty);

    [Test]
    public void This_test_would_notice_a_long_file() =>
        Assert.That(LongerThan(3, [new SourceFile("long.cs", "\n\n\n;\n"), new SourceFile("short.cs", "\n\n;\n\n\n")]), Is.EqualTo(new[] { "long.cs: 4 lines" }));

    [Test]
    public void No_use_case_outgrows_its_file() =>
        Assert.That(LongerThan(LongestUseCase, [.. Sources.Src.Where(IsUseCase).ToList().MustBeFound("use case")]), Is.Empty);

    [TestCase("public sealed record AssignNumber(int Id) : IRequest<Outcome<int>>;", true)]
    [TestCase("internal sealed class Handler : IRequestHandler<AssignNumber, int>;", false)]
    [TestCase("public sealed record DispatchNumber(int Ordinal);", false)]
    public void A_use_case_is_known_by_its_request(string text, bool expected) =>
        Assert.That(IsUseCase(new SourceFile("x.cs", text)), Is.EqualTo(expected));

    [Test]
    public void No_method_is_longer_than_a_screen() =>
        Assert.That(Everything.SelectMany(file => MethodsLongerThan(LongestMethod, file)), Is.Empty);

    [Test]
    public void This_test_would_notice_a_long_method() =>
        Assert.That(
            MethodsLongerThan(4, new SourceFile("x.cs", "class C\n{\n  void Short()\n  {\n  }\n\n  void Long()\n  {\n    ;\n    ;\n  }\n}")),
            Is.EqualTo(new[] { "x.cs:7: Long, 5 lines" }));

    [Test]
    public void No_region_hides_code() => Assert.That(Everything.SelectMany(Regions), Is.Empty);

    [Test]
    public void This_test_would_notice_a_region() =>
        Assert.That(Regions(new SourceFile("x.cs", "class C\n{\n#region Helpers\n#endregion\n}")), Is.EqualTo(new[] { "x.cs:3" }));

    [Test]
    public void A_warning_is_silenced_rarely_and_with_a_reason()
    {
        var silenced = Everything.SelectMany(Silenced).ToList();

        Assert.That(silenced.Where(place => !place.HasReason).Select(place => place.At), Is.Empty);
        Assert.That(silenced, Has.Count.LessThan(MostSilencedWarnings));
    }

    [Test]
    public void This_test_would_notice_a_warning_silenced_without_a_reason() =>
        Assert.That(
            Silenced(new SourceFile("x.cs", "#pragma warning disable CA1 // the reason\n#pragma warning disable CA2\nclass C;")),
            Is.EqualTo(new[] { ("x.cs:1", true), ("x.cs:2", false) }));

    private static IEnumerable<string> LongerThan(int lines, IEnumerable<SourceFile> files) =>
        files.Where(file => file.Lines > lines).Select(file => $"{file.Path}: {file.Lines} lines");

    private static bool IsUseCase(SourceFile file) =>
        file.Root.DescendantNodes().OfType<BaseTypeSyntax>().Any(type => type.Type is GenericNameSyntax { Identifier.Text: "IRequest" or "IAct" or "IQuestion" });

    private static IEnumerable<string> MethodsLongerThan(int lines, SourceFile file) =>
        from node in file.Root.DescendantNodes()
        where node is BaseMethodDeclarationSyntax or LocalFunctionStatementSyntax or AccessorDeclarationSyntax
        let span = node.SyntaxTree.GetLineSpan(node.Span)
        let length = span.EndLinePosition.Line - span.StartLinePosition.Line + 1
        where length > lines
        select $"{file.At(node)}: {NameOf(node)}, {length} lines";

    private static string NameOf(SyntaxNode node) => node switch
    {
        MethodDeclarationSyntax method => method.Identifier.Text,
        LocalFunctionStatementSyntax function => function.Identifier.Text,
        ConstructorDeclarationSyntax constructor => constructor.Identifier.Text,
        _ => node.Kind().ToString(),
    };

    private static IEnumerable<string> Regions(SourceFile file) =>
        file.Root.DescendantNodes(descendIntoTrivia: true).OfType<RegionDirectiveTriviaSyntax>().Select(file.At);

    private static IEnumerable<(string At, bool HasReason)> Silenced(SourceFile file) =>
        from pragma in file.Root.DescendantNodes(descendIntoTrivia: true).OfType<PragmaWarningDirectiveTriviaSyntax>()
        where pragma.DisableOrRestoreKeyword.IsKind(SyntaxKind.DisableKeyword)
        select (file.At(pragma), Reason().IsMatch(pragma.ToFullString()));

    [GeneratedRegex(@"//\s*\w+", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Reason();
}
