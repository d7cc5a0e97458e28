using System.Text.Json;
using System.Text.RegularExpressions;
using Dispatch.Templates.Tests.Sheets;
using Dispatch.Templates.Tests.Tools;

namespace Dispatch.Templates.Tests.Pdf;

/// <summary>The tags of every paper: what a screen reader and an archive rely on, checked on the file as another program reads it.</summary>
public sealed class StructureTests
{
    private static readonly string[] Roles =
        ["/Document", "/P", "/Span", "/H1", "/H2", "/H3", "/Table", "/TR", "/TH", "/TD", "/L", "/LI", "/Lbl", "/LBody", "/Figure", "/Form", "/Sect"];

    private static IEnumerable<string> Tagged => EverySheet.TaggedNames;

    [TestCaseSource(nameof(Tagged))]
    public void Every_mark_on_a_page_belongs_to_exactly_one_element(string sheet)
    {
        var tags = Tags.Of(EverySheet.Named(sheet));

        Assert.Multiple(() =>
        {
            foreach (var (page, marks) in tags.MarksOfPages())
            {
                Assert.That(marks, Is.EqualTo(Enumerable.Range(0, marks.Count)), $"marks of {page}, each once, in order");
                var parents = tags.ParentsOf(page);
                Assert.That(parents, Has.Count.EqualTo(marks.Count), page);
                Assert.That(parents.Where((parent, mark) => tags.OwnersOf(page, mark) is not [var owner] || owner != parent), Is.Empty, page);
            }
        });
    }

    [TestCaseSource(nameof(Tagged))]
    public void Every_element_knows_its_parent_and_has_a_role_readers_know(string sheet)
    {
        var tags = Tags.Of(EverySheet.Named(sheet));

        Assert.That(tags.Elements, Is.Not.Empty);
        Assert.Multiple(() =>
        {
            foreach (var (name, element) in tags.Elements)
            {
                Assert.That(Roles, Has.Member(element.GetProperty("/S").GetString()), name);
                foreach (var kid in Tags.KidElements(element))
                {
                    Assert.That(tags.Elements[kid].GetProperty("/P").GetString(), Is.EqualTo(name), kid);
                }
            }

            Assert.That(tags.Reachable(), Is.EqualTo(tags.Elements.Count), "no element hangs outside the tree");
        });
    }

    [TestCaseSource(nameof(Tagged))]
    public void Tables_have_rows_of_equal_cells_and_heads_that_say_what_they_head(string sheet)
    {
        var tags = Tags.Of(EverySheet.Named(sheet));

        Assert.Multiple(() =>
        {
            foreach (var (name, table) in tags.WithRole("/Table"))
            {
                var rows = Tags.KidElements(table).Select(row => tags.Elements[row]).ToList();
                Assert.That(rows.Select(row => row.GetProperty("/S").GetString()), Is.All.EqualTo("/TR"), name);
                Assert.That(rows.Select(row => Tags.KidElements(row).Sum(cell => tags.SpanOf(cell))).Distinct().Count(), Is.EqualTo(1), $"{name}: every row covers all columns");
            }

            foreach (var (name, head) in tags.WithRole("/TH"))
            {
                Assert.That(head.GetProperty("/A").GetProperty("/Scope").GetString(), Is.EqualTo("/Column"), name);
            }

            foreach (var (name, figure) in tags.WithRole("/Figure"))
            {
                Assert.That(figure.GetProperty("/Alt").GetString(), Has.Length.GreaterThan(3), name);
            }
        });
    }

    [TestCaseSource(nameof(Tagged))]
    public void The_file_says_its_language_its_title_and_the_order_of_its_fields(string sheet)
    {
        var objects = PdfObjects.Of(EverySheet.Named(sheet));
        var catalog = objects.Values.Single(value => value.TryGetProperty("/Pages", out _));
        var pages = objects.Values.Where(value => value.TryGetProperty("/MediaBox", out _)).ToList();

        Assert.Multiple(() =>
        {
            Assert.That(catalog.GetProperty("/Lang").GetString(), Is.EqualTo("u:vi-VN"));
            Assert.That(catalog.GetProperty("/MarkInfo").GetProperty("/Marked").GetBoolean(), Is.True);
            Assert.That(catalog.GetProperty("/ViewerPreferences").GetProperty("/DisplayDocTitle").GetBoolean(), Is.True);
            Assert.That(pages.Select(page => page.GetProperty("/Tabs").GetString()), Is.All.EqualTo("/S"));
            Assert.That(pages.Select(page => page.GetProperty("/StructParents").GetInt32()), Is.Unique);
        });
    }

    /// <summary>The structure tree of a file and the marks on its pages.</summary>
    private sealed class Tags(byte[] pdf, Dictionary<string, JsonElement> objects)
    {
        private readonly Dictionary<(string Page, int Mark), List<string>> owners = [];

        public Dictionary<string, JsonElement> Elements { get; } = objects.Where(entry => entry.Value.TryGetProperty("/S", out _) && entry.Value.TryGetProperty("/P", out _)).ToDictionary(StringComparer.Ordinal);

        private JsonElement Root => objects.Values.Single(value => value.TryGetProperty("/ParentTree", out _));

        public static Tags Of(byte[] pdf)
        {
            var tags = new Tags(pdf, PdfObjects.Of(pdf));
            foreach (var (name, element) in tags.Elements)
            {
                foreach (var mark in MarksOf(element))
                {
                    (tags.owners.TryGetValue(mark, out var known) ? known : tags.owners[mark] = []).Add(name);
                }
            }

            return tags;
        }

        public IEnumerable<KeyValuePair<string, JsonElement>> WithRole(string role) => Elements.Where(entry => entry.Value.GetProperty("/S").GetString() == role);

        public static IEnumerable<string> KidElements(JsonElement element) => Kids(element).Where(kid => kid.ValueKind == JsonValueKind.String).Select(kid => kid.GetString()!);

        public int Reachable()
        {
            int Below(string name) => 1 + KidElements(Elements[name]).Sum(Below);
            return Below(Root.GetProperty("/K").GetString()!);
        }

        public int SpanOf(string cell) => Elements[cell].TryGetProperty("/A", out var attributes) && attributes.TryGetProperty("/ColSpan", out var span) ? span.GetInt32() : 1;

        public List<string> OwnersOf(string page, int mark) => owners.GetValueOrDefault((page, mark), []);

        public List<string> ParentsOf(string page)
        {
            var numbers = Root.GetProperty("/ParentTree").GetProperty("/Nums").EnumerateArray().ToList();
            var key = objects[page].GetProperty("/StructParents").GetInt32();
            var at = Enumerable.Range(0, numbers.Count / 2).Single(i => numbers[2 * i].GetInt32() == key);
            var list = PdfTool.Run("qpdf", pdf, "--show-object=" + numbers[(2 * at) + 1].GetString()!.Split(' ')[0], "{pdf}");
            return [.. Regex.Matches(list, @"\d+ 0 R", RegexOptions.None, TimeSpan.FromSeconds(5)).Select(match => match.Value)];
        }

        public IEnumerable<(string Page, List<int> Marks)> MarksOfPages() =>
            from entry in objects
            where entry.Value.TryGetProperty("/MediaBox", out _)
            let marks = Regex.Matches(ContentOf(entry.Value.GetProperty("/Contents")), @"/MCID (?<number>\d+)>> BDC", RegexOptions.ExplicitCapture, TimeSpan.FromSeconds(5))
            select (entry.Key, marks.Select(match => int.Parse(match.Groups["number"].Value)).ToList());

        private string ContentOf(JsonElement contents) => contents.ValueKind == JsonValueKind.Array
            ? string.Concat(contents.EnumerateArray().Select(ContentOf))
            : System.Text.Encoding.Latin1.GetString(PdfTool.RunForBytes("qpdf", pdf, "--show-object=" + contents.GetString()!.Split(' ')[0], "--filtered-stream-data", "{pdf}"));

        private static List<JsonElement> Kids(JsonElement element) =>
            !element.TryGetProperty("/K", out var kids) ? [] : kids.ValueKind == JsonValueKind.Array ? [.. kids.EnumerateArray()] : [kids];

        private static IEnumerable<(string Page, int Mark)> MarksOf(JsonElement element) =>
            from kid in Kids(element)
            where kid.ValueKind == JsonValueKind.Number || (kid.ValueKind == JsonValueKind.Object && kid.TryGetProperty("/MCID", out _))
            select kid.ValueKind == JsonValueKind.Number
                ? (element.GetProperty("/Pg").GetString()!, kid.GetInt32())
                : (kid.GetProperty("/Pg").GetString()!, kid.GetProperty("/MCID").GetInt32());
    }
}
