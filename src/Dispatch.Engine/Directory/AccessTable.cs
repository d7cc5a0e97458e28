using System.Collections.Frozen;
using System.Diagnostics.CodeAnalysis;
using Dispatch.Engine.Kernel;
using MediatR;

namespace Dispatch.Engine.Directory;

/// <summary>
/// Who may send which request: <c>access.csv</c> beside this file says it, one line a request, and it is read once. What is not listed nobody may send. Which rows they then
/// see is <see cref="Visibility"/>, and in which states an act is lawful the tables of <c>Lifecycle</c> say.
/// </summary>
public static class AccessTable
{
    private static readonly FrozenDictionary<Type, AccessLine> Lines = Read();

    /// <summary>Every request the table knows.</summary>
    public static IEnumerable<Type> Known => Lines.Keys;

    /// <summary>What the table says of a request; null when nobody may send it.</summary>
    public static AccessLine? Of(Type request) => Lines.GetValueOrDefault(request);

    /// <summary>Whether a request may be sent by a person of these roles.</summary>
    public static bool Allows(Type request, Role roles) => Of(request) is { } line && (line.IsOpen || (line.Who & roles) != Role.None);

    /// <summary>Why this person may not send the request; null when they may.</summary>
    public static Refusal? Refuse(Type request, Actor? actor) => actor switch
    {
        _ when Of(request) is { IsOpen: true } => null,
        null => KernelRefusals.SignInFirst,
        _ when Allows(request, actor.Roles) => null,
        _ => KernelRefusals.Forbidden(WhoMay(request)),
    };

    /// <summary>Who may send a request, in Vietnamese.</summary>
    public static string WhoMay(Type request) =>
        string.Join(", ", Enum.GetValues<Role>().Where(role => role != Role.None && (Of(request)?.Who ?? Role.None).HasFlag(role)).Select(RoleWording.Of));

    private static FrozenDictionary<Type, AccessLine> Read()
    {
        using var file = typeof(AccessTable).Assembly.GetManifestResourceStream("access.csv")!;
        using var reader = new StreamReader(file);
        var requests = typeof(AccessTable).Assembly.GetTypes().Where(IsRequest).ToDictionary(NameOf, StringComparer.Ordinal);
        return AccessFile.Read(reader.ReadToEnd(), requests).ToFrozenDictionary();
    }

    /// <summary>How the file names a request: its folder and its name.</summary>
    internal static string NameOf(Type request) => $"{request.Namespace!.Split('.')[^1]}/{request.Name}";

    private static bool IsRequest(Type type) =>
        type is { IsAbstract: false } && Array.Exists(type.GetInterfaces(), given => given.IsGenericType && given.GetGenericTypeDefinition() == typeof(IRequest<>));
}

/// <summary>What a person must be to a thing, beyond their role, for a request to find it.</summary>
public enum AccessRelation
{
    /// <summary>The thing belongs to their organisation.</summary>
    Organisation,

    /// <summary>They drafted the paper.</summary>
    Drafter,

    /// <summary>Somebody else of their organisation drafted the paper.</summary>
    NotDrafter,

    /// <summary>They are the signer the paper names.</summary>
    NamedSigner,

    /// <summary>The task is theirs to do.</summary>
    Holder,

    /// <summary>The thing is their own: a session, a delegation, a password.</summary>
    Own,

    /// <summary>It belongs to no organisation: the directory, a text just pasted.</summary>
    Installation,
}

/// <summary>What a session must have shown for a request.</summary>
[Flags]
public enum AccessProof
{
    /// <summary>A finished sign-in.</summary>
    None = 0,

    /// <summary>The person proved within the last minutes who they are.</summary>
    Fresh = 1,

    /// <summary>Also while the account itself must still be finished: a password of one's own, a second factor.</summary>
    Account = 2,

    /// <summary>Also while the code of the second factor is still to come.</summary>
    Code = 4,
}

/// <summary>One line of the table.</summary>
/// <param name="Who">The roles that may send the request; none when it is open.</param>
/// <param name="IsOpen">Whether it may be sent without being signed in.</param>
/// <param name="Relation">What the sender must be to the thing.</param>
/// <param name="Law">The acts of the lifecycle it is, as <c>Outgoing.Sign</c>.</param>
/// <param name="Proof">What the sender's session must have shown.</param>
public sealed record AccessLine(Role Who, bool IsOpen, AccessRelation Relation, IReadOnlyList<string> Law, AccessProof Proof);

/// <summary>Reads the table strictly: a line that could be taken two ways is no line, and the program does not start with it.</summary>
internal static class AccessFile
{
    private const string Head = "request,who,relation,law,proof";

    /// <summary>The lines of a text.</summary>
    /// <exception cref="InvalidDataException">A line is not understood, names no request, or comes twice; the message says which.</exception>
    public static IReadOnlyDictionary<Type, AccessLine> Read(string text, IReadOnlyDictionary<string, Type> requests)
    {
        var lines = new Dictionary<Type, AccessLine>();
        var rows = text.ReplaceLineEndings("\n").Split('\n').Select((row, index) => (Row: row, Number: index + 1)).Where(line => line.Row is not ("" or ['#', ..])).ToList();
        if (rows is not [(Head, _), ..])
        {
            throw new InvalidDataException($"access.csv must begin with the line “{Head}”.");
        }

        foreach (var (row, number) in rows.Skip(1))
        {
            var fields = row.Split(',');
            if (fields.Length != 5 || !requests.TryGetValue(fields[0], out var request) || !TryRead(fields, out var line) || !lines.TryAdd(request, line))
            {
                throw new InvalidDataException($"access.csv, line {number}: “{row}” is not “{Head}” of a request that is there, once.");
            }
        }

        return lines;
    }

    private static bool TryRead(string[] fields, [NotNullWhen(true)] out AccessLine? line)
    {
        var isOpen = fields[1] == "anyone";
        var who = Role.None;
        var isRead = isOpen || Array.TrueForAll(fields[1].Split(' '), word => TryAdd(word, ref who));
        isRead &= Enum.TryParse<AccessRelation>(fields[2], out var relation) && relation.ToString() == fields[2];
        var proof = AccessProof.None;
        isRead &= Array.TrueForAll(fields[4].Split(' ', StringSplitOptions.RemoveEmptyEntries), word => TryAdd(word, ref proof));
        line = isRead ? new AccessLine(who, isOpen, relation, fields[3].Split(' ', StringSplitOptions.RemoveEmptyEntries), proof) : null;
        return isRead;
    }

    private static bool TryAdd(string word, ref AccessProof proof)
    {
        AccessProof? read = word switch { "fresh" => AccessProof.Fresh, "account" => AccessProof.Account, "code" => AccessProof.Code, _ => null };
        proof |= read ?? AccessProof.None;
        return read is not null;
    }

    private static bool TryAdd(string word, ref Role who)
    {
        var isRole = Enum.GetNames<Role>().Contains(word, StringComparer.Ordinal) && word != nameof(Role.None);
        who |= isRole ? Enum.Parse<Role>(word) : Role.None;
        return isRole;
    }
}

/// <summary>The office's words for roles.</summary>
public static class RoleWording
{
    /// <summary>The word for one role.</summary>
    public static string Of(Role role) => role switch
    {
        Role.Drafter => "người soạn thảo",
        Role.UnitHead => "lãnh đạo đơn vị",
        Role.Clerk => "văn thư",
        Role.Signer => "người có thẩm quyền ký",
        Role.Auditor => "kiểm tra viên",
        Role.Administrator => "quản trị viên",
        Role.System or _ => "hệ thống",
    };
}
