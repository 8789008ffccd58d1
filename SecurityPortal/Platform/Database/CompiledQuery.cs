using System.Runtime.CompilerServices;
using Microsoft.EntityFrameworkCore.Metadata;

namespace SecurityPortal.Platform.Database;

/// <summary>
/// A query so frequent that it is compiled once, because compiling takes longer than running it. It is compiled once per model:
/// a query compiled for SQLite does not run on PostgreSQL.
/// </summary>
/// <typeparam name="TQuery">The delegate that <c>EF.CompileAsyncQuery</c> returns.</typeparam>
internal sealed class CompiledQuery<TQuery>(Func<TQuery> prepare)
    where TQuery : class
{
    private readonly ConditionalWeakTable<IModel, TQuery> _byModel = [];

    /// <summary>Returns the query for the database of this context.</summary>
    public TQuery For(PortalDbContext db) => _byModel.GetValue(db.Model, _ => prepare());
}
