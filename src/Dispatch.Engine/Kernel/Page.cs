using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore;

namespace Dispatch.Engine.Kernel;

/// <summary>One page of a list, and the key the next page begins after.</summary>
/// <typeparam name="T">What is listed.</typeparam>
/// <param name="Items">In order of the key.</param>
/// <param name="Next">Send this as <c>after</c> for the next page; null on the last.</param>
public sealed record Page<T>(IReadOnlyList<T> Items, string? Next);

/// <summary>Pages by key: the database seeks, it never counts over what was shown before.</summary>
internal static class Paging
{
    public const int Most = 500;

    /// <summary>A page in order of ids, which is the order of creation: the oldest first, or the newest.</summary>
    public static async Task<Page<TView>> PageAsync<T, TId, TView>(
        this IQueryable<T> rows, Expression<Func<T, Id<TId>>> key, Id<TId>? after, int take, Func<T, TView> view, Func<TView, string> keyOf, CancellationToken cancellationToken,
        bool newestFirst = false)
    {
        var bounded = Math.Clamp(take, 1, Most);
        if (after is { } last)
        {
            rows = rows.Where(After(key, last, newestFirst));
        }

        var page = await (newestFirst ? rows.OrderByDescending(key) : rows.OrderBy(key)).Take(bounded + 1).ToListAsync(cancellationToken);
        var items = page.Take(bounded).Select(view).ToList();
        return new Page<TView>(items, page.Count > bounded ? keyOf(items[^1]) : null);
    }

    private static Expression<Func<T, bool>> After<T, TId>(Expression<Func<T, Id<TId>>> key, Id<TId> last, bool newestFirst) =>
        Expression.Lambda<Func<T, bool>>(
            newestFirst ? Later<TId>(Expression.Constant(last), key.Body) : Later<TId>(key.Body, Expression.Constant(last)),
            key.Parameters);

    private static BinaryExpression Later<TId>(Expression left, Expression right) =>
        Expression.GreaterThan(left, right, liftToNull: false, typeof(Paging).GetMethod(nameof(IsLater))!.MakeGenericMethod(typeof(TId)));

    /// <summary>Stands for the database's comparison of keys; EF reads the expression and never calls it.</summary>
    public static bool IsLater<TId>(Id<TId> left, Id<TId> right) => left.Value.CompareTo(right.Value) > 0;
}
