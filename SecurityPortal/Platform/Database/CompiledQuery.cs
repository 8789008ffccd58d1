using System.Runtime.CompilerServices;
using Microsoft.EntityFrameworkCore.Metadata;

namespace SecurityPortal.Platform.Database;

/// <summary>
/// A query that is asked so often that it is put together once: that takes longer than to run it. Once for each model, as
/// what is put together for SQLite's cannot be asked of PostgreSQL's.
/// </summary>
/// <typeparam name="TQuery">What <c>EF.CompileAsyncQuery</c> makes.</typeparam>
internal sealed class CompiledQuery<TQuery>(Func<TQuery> prepare)
    where TQuery : class
{
    private readonly ConditionalWeakTable<IModel, TQuery> _byModel = [];

    /// <summary>The query for the database of this context.</summary>
    public TQuery For(PortalDbContext db) => _byModel.GetValue(db.Model, _ => prepare());
}
