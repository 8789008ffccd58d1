using System.Data.Common;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace SecurityPortal.Tests.Faults.UnderFire;

/// <summary>Notifies the trigger before every statement and commit.</summary>
internal sealed class StatementWatch(Trigger trigger) : DbCommandInterceptor, IDbTransactionInterceptor
{
    public override ValueTask<InterceptionResult<int>> NonQueryExecutingAsync(
        DbCommand command, CommandEventData eventData, InterceptionResult<int> result, CancellationToken cancellationToken = default)
    {
        trigger.Statement();
        return new(result);
    }

    public override ValueTask<InterceptionResult<DbDataReader>> ReaderExecutingAsync(
        DbCommand command, CommandEventData eventData, InterceptionResult<DbDataReader> result,
        CancellationToken cancellationToken = default)
    {
        trigger.Statement();
        return new(result);
    }

    public ValueTask<InterceptionResult> TransactionCommittingAsync(
        DbTransaction transaction, TransactionEventData eventData, InterceptionResult result,
        CancellationToken cancellationToken = default)
    {
        trigger.Statement();
        return new(result);
    }
}
