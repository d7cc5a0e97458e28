namespace Dispatch.Engine.Workflows.Expressions;

/// <summary>Reads one expression of the subset: precedence climbing, with a limit on how deep it nests.</summary>
internal sealed class ScriptParser
{
    public const int DeepestNesting = 64;

    private static readonly Dictionary<string, int> Precedence = new[]
    {
        (1, "??"), (2, "||"), (3, "&&"), (4, "|"), (5, "^"), (6, "&"),
        (7, "=="), (7, "!="), (7, "==="), (7, "!=="),
        (8, "<"), (8, ">"), (8, "<="), (8, ">="),
        (9, "<<"), (9, ">>"), (9, ">>>"),
        (10, "+"), (10, "-"), (11, "*"), (11, "/"), (11, "%"), (12, "**"),
    }.ToDictionary(pair => pair.Item2, pair => pair.Item1, StringComparer.Ordinal);

    private static readonly HashSet<string> Keywords = new(StringComparer.Ordinal)
    {
        "return", "var", "let", "const", "function", "new", "delete", "void", "this", "if", "else", "for", "while", "do", "switch", "case", "throw", "try",
        "catch", "class", "import", "export", "await", "async", "yield", "in", "instanceof", "with", "debugger", "break", "continue", "super",
    };

    private readonly ScriptLexer lexer;
    private Token token;
    private int depth;

    private ScriptParser(string source)
    {
        lexer = new ScriptLexer(source);
        Advance();
    }

    /// <exception cref="ScriptSyntaxException">Not in the subset.</exception>
    public static ScriptNode Parse(string source)
    {
        var parser = new ScriptParser(source);
        if (parser.token is { Kind: TokenKind.Name, Text: "return" })
        {
            parser.Advance();
        }

        var node = parser.Expression();
        while (parser.Take(";"))
        {
        }

        return parser.token.Kind == TokenKind.End ? node : throw parser.Unexpected();
    }

    private void Advance() => token = lexer.Next();

    private bool Is(string mark) => token.Kind == TokenKind.Punctuation && string.Equals(token.Text, mark, StringComparison.Ordinal);

    private bool Take(string mark)
    {
        if (!Is(mark))
        {
            return false;
        }

        Advance();
        return true;
    }

    private void Expect(string mark)
    {
        if (!Take(mark))
        {
            throw Unexpected();
        }
    }

    private ScriptSyntaxException Unexpected() => new(
        token.Kind == TokenKind.End ? "biểu thức dừng giữa chừng" : $"'{token.Text}' không thuộc phần JavaScript được dùng (chỉ biểu thức thuần, không lệnh, không gán, không hàm tự viết)", token.At);

    private ScriptNode Expression()
    {
        if (++depth > DeepestNesting)
        {
            throw new ScriptSyntaxException($"biểu thức lồng quá {DeepestNesting} tầng", token.At);
        }

        var test = Binary(0);
        if (Take("?"))
        {
            var then = Expression();
            Expect(":");
            test = new ConditionalNode(test, then, Expression());
        }

        depth--;
        return test;
    }

    private ScriptNode Binary(int least)
    {
        var left = Unary();
        while (token.Kind == TokenKind.Punctuation && Precedence.TryGetValue(token.Text, out var power) && power > least)
        {
            var mark = token.Text;
            Advance();
            var right = Binary(mark == "**" ? power - 1 : power);
            left = mark is "&&" or "||" or "??" ? new LogicalNode(mark, left, right) : new BinaryNode(mark, left, right);
        }

        return left;
    }

    private ScriptNode Unary()
    {
        var marks = new Stack<string>();
        while (Is("!") || Is("-") || Is("+") || Is("~") || token is { Kind: TokenKind.Name, Text: "typeof" })
        {
            marks.Push(token.Text);
            if (marks.Count > DeepestNesting)
            {
                throw new ScriptSyntaxException($"biểu thức lồng quá {DeepestNesting} tầng", token.At);
            }

            Advance();
        }

        var node = Postfix(Primary());
        if (marks.Count > 0 && Is("**"))
        {
            // JavaScript does not say whether the sign or the power goes first, and asks for parentheses.
            throw new ScriptSyntaxException("'**' sau một dấu phải có ngoặc, như (-2) ** 2", token.At);
        }

        while (marks.TryPop(out var mark))
        {
            node = new UnaryNode(mark, node);
        }

        return node;
    }

    private ScriptNode Postfix(ScriptNode node)
    {
        var isChain = false;
        while (true)
        {
            var optional = Is("?.");
            isChain |= optional;
            if (Take(".") || (optional && Take("?.") && !Is("[")))
            {
                node = Member(node, optional);
            }
            else if (Take("["))
            {
                node = new MemberNode(node, Expression(), optional);
                Expect("]");
            }
            else
            {
                return isChain ? new ChainNode(node) : node;
            }
        }
    }

    private ScriptNode Member(ScriptNode target, bool optional)
    {
        if (token.Kind != TokenKind.Name)
        {
            throw Unexpected();
        }

        var (name, at) = (token.Text, token.At);
        Advance();
        if (!Is("("))
        {
            return new MemberNode(target, new ConstantNode(name), optional);
        }

        var arguments = Arguments();
        if (target is NameNode { Name: "Math" or "JSON" or "Object" or "Array" or "Number" } library)
        {
            var full = $"{library.Name}.{name}";
            return ScriptFunctions.Knows(full) ? new FunctionNode(full, arguments) : throw new ScriptSyntaxException($"hàm '{full}' không được dùng", at);
        }

        return ScriptMethods.Knows(name) ? new MethodNode(target, name, arguments, optional) : throw new ScriptSyntaxException($"phương thức '{name}' không được dùng", at);
    }

    private List<ScriptNode> Arguments()
    {
        Expect("(");
        var arguments = new List<ScriptNode>();
        while (!Is(")"))
        {
            arguments.Add(Expression());
            if (!Take(","))
            {
                break;
            }
        }

        Expect(")");
        return arguments;
    }

    private ScriptNode Primary()
    {
        var start = token;
        switch (start.Kind)
        {
            case TokenKind.Number:
                Advance();
                return new ConstantNode(start.Number);
            case TokenKind.Text:
                Advance();
                return new ConstantNode(start.Text);
            case TokenKind.Template:
                return Template(start.At);
            case TokenKind.Name when !Keywords.Contains(start.Text):
                Advance();
                return Named(start);
        }

        if (Take("("))
        {
            var inner = Expression();
            Expect(")");
            return Is("=>") ? throw Unexpected() : inner;
        }

        return Take("[") ? List() : Take("{") ? Map() : throw Unexpected();
    }

    private ScriptNode Named(Token name)
    {
        if (Is("("))
        {
            var arguments = Arguments();

            // A getter is given nothing: one that is, such as getConfig("…"), is a function of Elsa's host.
            return ScriptFunctions.Knows(name.Text) && (arguments.Count == 0 || ScriptFunctions.IsFixed(name.Text)) ? new FunctionNode(name.Text, arguments)
                : throw new ScriptSyntaxException($"hàm '{name.Text}' không được dùng", name.At);
        }

        return name.Text switch
        {
            "true" => new ConstantNode(true),
            "false" => new ConstantNode(false),
            "null" => new ConstantNode(null),
            "undefined" => new ConstantNode(Undefined.Value),
            "NaN" => new ConstantNode(double.NaN),
            "Infinity" => new ConstantNode(double.PositiveInfinity),
            _ => new NameNode(name.Text),
        };
    }

    private TemplateNode Template(int at)
    {
        var parts = new List<ScriptNode>();
        while (true)
        {
            var (text, ended) = lexer.TemplateChunk(at);
            parts.Add(new ConstantNode(text));
            Advance();
            if (ended)
            {
                return new TemplateNode(parts);
            }

            parts.Add(Expression());
            if (!Is("}"))
            {
                throw Unexpected();
            }
        }
    }

    private ListNode List()
    {
        var items = new List<ScriptNode>();
        while (!Is("]"))
        {
            items.Add(Expression());
            if (!Take(","))
            {
                break;
            }
        }

        Expect("]");
        return new ListNode(items);
    }

    private MapNode Map()
    {
        var members = new List<KeyValuePair<ScriptNode, ScriptNode>>();
        while (!Is("}"))
        {
            var key = token;
            if (key.Kind is not (TokenKind.Name or TokenKind.Text or TokenKind.Number))
            {
                throw Unexpected();
            }

            Advance();
            var value = key.Kind == TokenKind.Name && (Is(",") || Is("}")) ? new NameNode(key.Text) : ValueOf();
            members.Add(KeyValuePair.Create<ScriptNode, ScriptNode>(new ConstantNode(key.Text), value));
            if (!Take(","))
            {
                break;
            }
        }

        Expect("}");
        return new MapNode(members);

        ScriptNode ValueOf()
        {
            Expect(":");
            return Expression();
        }
    }
}
