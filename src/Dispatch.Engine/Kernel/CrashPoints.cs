namespace Dispatch.Engine.Kernel;

/// <summary>Named places between the steps of an act where a test may stop the process or throw. In service they do nothing.</summary>
public class CrashPoints
{
    /// <summary>After the handler, before anything is committed.</summary>
    public const string BeforeCommit = "before-commit";

    /// <summary>After the commit, before the answer leaves.</summary>
    public const string AfterCommit = "after-commit";

    /// <summary>After the final bytes are in the file store, before the row that names them is committed.</summary>
    public const string FileStored = "file-stored";

    /// <summary>Passes a named point.</summary>
    public virtual void Hit(string point)
    {
    }
}
