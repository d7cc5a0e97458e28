using System.Collections.Concurrent;

namespace Dispatch.Engine.Persistence;

/// <summary>
/// A question asked by nearly every act, translated once a database and not looked up again by its expression each time. Questions that pass through
/// <see cref="Directory.Visibility"/> are not kept: what a person may see is decided there, for each anew.
/// </summary>
/// <typeparam name="TQuestion">What <c>EF.CompileAsyncQuery</c> gives.</typeparam>
/// <param name="translate">Translates it; called once for each database this process talks to.</param>
internal sealed class KeptQuestion<TQuestion>(Func<TQuestion> translate)
{
    private readonly ConcurrentDictionary<Type, TQuestion> translated = new();

    /// <summary>The question as this database is asked it.</summary>
    public TQuestion On(DispatchDbContext db) => translated.GetOrAdd(db.GetType(), _ => translate());
}
