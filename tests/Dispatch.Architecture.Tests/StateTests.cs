using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Dispatch.Architecture.Tests;

/// <summary>The law of movement is one table: where a paper stands is compared in <c>Lifecycle</c> and nowhere else.</summary>
public sealed class StateTests
{
    private const string Lifecycle = "src/Dispatch.Engine/Lifecycle";

    /// <summary>Files that may compare states, each with its reason. A file that no longer does must leave the list.</summary>
    private static readonly Dictionary<string, string> Allowed = new(StringComparer.Ordinal);

    private static IReadOnlyCollection<string> States =>
        StatesIn(Sources.Src.Where(file => file.IsIn(Lifecycle))).MustBeFound("enum of states in Lifecycle");

    [Test]
    public void States_are_compared_only_in_the_lifecycle()
    {
        var states = States;
        var compared = Outside().Where(file => !Allowed.ContainsKey(file.Path)).SelectMany(file => Comparisons(file, states));

        Assert.That(compared, Is.Empty);
    }

    [Test]
    public void Whoever_is_allowed_to_compare_states_still_does()
    {
        var states = States;
        var compare = Outside().Where(file => Comparisons(file, states).Any()).Select(file => file.Path);

        Assert.That(Allowed.Keys.Except(compare, StringComparer.Ordinal), Is.Empty);
    }

    [TestCase("return dispatch.State == DispatchState.Signed;")]
    [TestCase("return DispatchState.Signed != state;")]
    [TestCase("return dispatch.State is DispatchState.Signed or DispatchState.Issued;")]
    [TestCase("return dispatch is { State: DispatchState.Signed };")]
    [TestCase("return dispatch.State switch { DispatchState.Signed => 1, _ => 2 };")]
    [TestCase("switch (state) { case DispatchState.Signed: break; }")]
    [TestCase("return dispatch.State.Equals(DispatchState.Signed);")]
    [TestCase("return db.Dispatches.Where(d => d.State == Lifecycle.DispatchState.Signed);")]
    public void This_test_would_notice(string statement) => Assert.That(Comparisons(InAMethod(statement), ["DispatchState"]), Is.Not.Empty);

    [TestCase("return entry.State == EntityState.Added;")]
    [TestCase("return DispatchLifecycle.After(dispatch.State, DispatchAct.Sign);")]
    [TestCase("dispatch.State = DispatchState.Signed;")]
    [TestCase("Log(DispatchState.Signed, dispatch.Id == id);")]
    public void This_test_lets_pass(string statement) => Assert.That(Comparisons(InAMethod(statement), ["DispatchState"]), Is.Empty);

    [Test]
    public void A_state_is_an_enum_whose_name_ends_so() =>
        Assert.That(
            StatesIn([new SourceFile("x.cs", "enum DispatchState { Draft } enum DispatchAct { Sign } record FoundState;")]),
            Is.EqualTo(new[] { "DispatchState" }));

    private static IEnumerable<SourceFile> Outside() => Sources.Src.Where(file => !file.IsIn(Lifecycle));

    private static List<string> StatesIn(IEnumerable<SourceFile> files) =>
        [.. files.SelectMany(file => file.Root.DescendantNodes().OfType<EnumDeclarationSyntax>())
            .Select(declaration => declaration.Identifier.Text)
            .Where(name => name.EndsWith("State", StringComparison.Ordinal))];

    private static IEnumerable<string> Comparisons(SourceFile file, IReadOnlyCollection<string> states) =>
        from member in file.Root.DescendantNodes().OfType<MemberAccessExpressionSyntax>()
        where states.Contains(LastName(member.Expression), StringComparer.Ordinal) && IsCompared(member)
        select $"{file.At(member)}: {member}";

    private static string LastName(ExpressionSyntax expression) => expression switch
    {
        IdentifierNameSyntax name => name.Identifier.Text,
        MemberAccessExpressionSyntax access => access.Name.Identifier.Text,
        _ => "",
    };

    private static bool IsCompared(MemberAccessExpressionSyntax member) => member.Parent switch
    {
        BinaryExpressionSyntax binary => binary.OperatorToken.Text is "==" or "!=" or "<" or ">" or "<=" or ">=" or "is",
        PatternSyntax or CaseSwitchLabelSyntax => true,
        ArgumentSyntax { Parent.Parent: InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Name.Identifier.Text: "Equals" } } } => true,
        _ => false,
    };

    private static SourceFile InAMethod(string statement) => new("x.cs", $"class C {{ object M() {{ {statement} }} }}");
}
