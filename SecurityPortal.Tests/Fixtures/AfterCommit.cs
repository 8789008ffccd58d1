using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using SecurityPortal.Platform.Database;

namespace SecurityPortal.Tests.Fixtures;

/// <summary>Runs an action once, immediately after the commit of a transaction with a command that contains these words.</summary>
internal sealed class AfterCommit(string words) : DbCommandInterceptor, IDbTransactionInterceptor
{
    private DbContext? _seen;

    public Func<Task>? Do { get; set; }

    public void Use(IServiceCollection services) =>
        services.ConfigureDbContext<PortalDbContext>(db => db.AddInterceptors(this));

    public override ValueTask<InterceptionResult<DbDataReader>> ReaderExecutingAsync(
        DbCommand command, CommandEventData eventData, InterceptionResult<DbDataReader> result, CancellationToken cancellationToken = default)
    {
        Look(command, eventData);
        return new(result);
    }

    public override ValueTask<InterceptionResult<int>> NonQueryExecutingAsync(
        DbCommand command, CommandEventData eventData, InterceptionResult<int> result, CancellationToken cancellationToken = default)
    {
        Look(command, eventData);
        return new(result);
    }

    public async Task TransactionCommittedAsync(
        DbTransaction transaction, TransactionEndEventData eventData, CancellationToken cancellationToken = default)
    {
        if (_seen is not null && eventData.Context == _seen && Do is { } work)
        {
            (_seen, Do) = (null, null);
            await work();
        }
    }

    private void Look(DbCommand command, CommandEventData eventData)
    {
        if (Do is not null && command.CommandText.Contains(words, StringComparison.Ordinal))
        {
            _seen = eventData.Context;
        }
    }
}
