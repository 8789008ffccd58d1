using SecurityPortal.Audit;
using SecurityPortal.Authentication.Sessions;

namespace SecurityPortal.TwoFactor.Management;

/// <summary>Lists, renames and removes the individual keys and apps of a method.</summary>
internal sealed class MethodItems(
    IDbContextFactory<PortalDbContext> factory, MethodCatalogue catalogue, StepUpGuard guard, SessionStore sessions,
    MethodChanges changes, AuditLogWriter log)
{
    /// <summary>Returns the person's items of a method, oldest first; empty when the session is over.</summary>
    public async Task<IReadOnlyList<MethodItem>> ListAsync(
        Guid sessionId, string methodId, CancellationToken cancellationToken = default)
    {
        await using var db = await factory.CreateDbContextAsync(cancellationToken);
        return catalogue.Find(methodId) is IHasItems items
            && await sessions.FindAsync(db, sessionId, cancellationToken) is { } session
            ? await items.ListAsync(db, session.UserId, cancellationToken)
            : [];
    }

    public async Task<MethodResult> RenameAsync(
        Guid sessionId, string methodId, Guid itemId, string? name, CancellationToken cancellationToken = default)
    {
        var (change, fault) = await guard.BeginChangeAsync(sessionId, cancellationToken);
        if (change is null)
        {
            return MethodResult.Refuse(fault!.Value);
        }

        await using var disposing = change;
        var transaction = change.Transaction;
        if (catalogue.Find(methodId) is not IHasItems items)
        {
            return MethodResult.Refuse(MethodFault.UnknownMethod);
        }

        if (!await items.RenameAsync(transaction, itemId, ItemName.Of(name), cancellationToken))
        {
            return MethodResult.Refuse(MethodFault.ChangedMeanwhile);
        }

        await log.AppendAsync(
            transaction.Db, new(transaction.UserId, AuditEvents.MethodChanged, methodId), cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return new MethodResult.Done();
    }

    /// <summary>Removes one of several items. The last one is removed by turning the method off.</summary>
    public async Task<MethodResult> RemoveAsync(
        Guid sessionId, string methodId, Guid itemId, CancellationToken cancellationToken = default)
    {
        var (change, fault) = await guard.BeginChangeAsync(sessionId, cancellationToken);
        if (change is null)
        {
            return MethodResult.Refuse(fault!.Value);
        }

        await using var disposing = change;
        var transaction = change.Transaction;
        if (catalogue.Find(methodId) is not { } method || method is not IHasItems items)
        {
            return MethodResult.Refuse(MethodFault.UnknownMethod);
        }

        var shrunk = await transaction.Db.Set<MethodEnrolment>()
            .Where(row => row.UserId == transaction.UserId && row.Method == methodId && row.Count > 1)
            .ExecuteUpdateAsync(set => set.SetProperty(row => row.Count, row => row.Count - 1), cancellationToken);
        if (shrunk == 0 || !await items.RemoveAsync(transaction, itemId, cancellationToken))
        {
            return MethodResult.Refuse(MethodFault.ChangedMeanwhile);
        }

        await changes.CompleteAsync(change, new() { Changed = [methodId] }, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return new MethodResult.Done();
    }
}
