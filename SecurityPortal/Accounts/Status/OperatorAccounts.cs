using Microsoft.AspNetCore.Identity;
using SecurityPortal.Accounts.Email;
using SecurityPortal.Audit;
using SecurityPortal.Authentication.Sessions;
using SecurityPortal.Platform.Signals;

namespace SecurityPortal.Accounts.Status;

/// <summary>
/// Manages accounts for the operator's commands. Each change shares one transaction with its log entry. Accepts the names
/// and addresses that the registration page accepts, and those of an application on the same database.
/// </summary>
internal sealed class OperatorAccounts(
    IDbContextFactory<PortalDbContext> factory, ILookupNormalizer normalizer, AccountAddresses addresses, AccountStateService states,
    ISignals signals, AuditLogWriter log, TimeProvider clock)
{
    /// <summary>Creates an account without a password.</summary>
    /// <param name="email">The address, as <see cref="EmailAddress.Of"/> returns it.</param>
    /// <param name="role">One of <see cref="PortalRoles.Staff"/>; null for none.</param>
    public async Task<OperatorResult> CreateAsync(string email, string? role, CancellationToken cancellationToken = default)
    {
        await using var db = await factory.CreateDbContextAsync(cancellationToken);
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        if (await addresses.IsTakenAsync(db, email, cancellationToken))
        {
            return OperatorResult.AlreadySo;
        }

        var user = addresses.NewAccount(email);
        db.Add(user);
        db.Add(new Person { UserId = user.Id });
        await db.SaveChangesAsync(cancellationToken);
        await LogAsync(db, user.Id, AuditEvents.Registered, "", cancellationToken);
        if (role is not null)
        {
            await GrantAsync(db, user.Id, role, cancellationToken);
        }

        await transaction.CommitAsync(cancellationToken);
        return OperatorResult.Done;
    }

    /// <summary>Grants a role.</summary>
    /// <param name="name">An email address or a user name, as at sign-in.</param>
    /// <param name="role">One of <see cref="PortalRoles.Staff"/>.</param>
    public Task<OperatorResult> GrantAsync(string name, string role, CancellationToken cancellationToken = default) =>
        ChangeAsync(name, transaction => GrantAsync(transaction.Db, transaction.UserId, role, cancellationToken), cancellationToken);

    /// <summary>Revokes a role. Open pages lose it immediately, because roles are read with each session.</summary>
    /// <inheritdoc cref="GrantAsync(string, string, CancellationToken)" path="/param"/>
    public Task<OperatorResult> RevokeAsync(string name, string role, CancellationToken cancellationToken = default) =>
        ChangeAsync(name, transaction => RevokeAsync(transaction, role, cancellationToken), cancellationToken);

    /// <inheritdoc cref="AccountStateService.DisableAsync" path="/summary"/>
    /// <param name="name">An email address or a user name, as at sign-in.</param>
    /// <param name="reason">At most <see cref="AccountStateService.MaxReasonLength"/> characters.</param>
    public Task<OperatorResult> DisableAsync(string name, string reason, CancellationToken cancellationToken = default) =>
        ChangeAsync(
            name,
            transaction => states.DisableAsync(transaction, AuditActors.Operator, client: null, reason, cancellationToken),
            cancellationToken);

    /// <inheritdoc cref="AccountStateService.EnableAsync" path="/summary"/>
    /// <inheritdoc cref="DisableAsync" path="/param"/>
    public Task<OperatorResult> EnableAsync(string name, string reason, CancellationToken cancellationToken = default) =>
        ChangeAsync(
            name,
            transaction => states.EnableAsync(transaction, AuditActors.Operator, client: null, reason, cancellationToken),
            cancellationToken);

    /// <summary>Returns all accounts, or those with a role, ordered by name.</summary>
    /// <param name="role">One of <see cref="PortalRoles.Staff"/>; null for everybody.</param>
    public async IAsyncEnumerable<ListedAccount> ListAsync(string? role)
    {
        await using var db = await factory.CreateDbContextAsync();
        var now = clock.GetUtcNow();
        var rows = db.Users.AsNoTracking()
            .Where(user => role == null || (
                from membership in db.UserRoles
                join row in db.Roles on membership.RoleId equals row.Id
                where membership.UserId == user.Id && row.Name == role
                select row).Any())
            .OrderBy(user => user.NormalizedUserName)
            .Select(user => new
            {
                User = user,
                IsLocked = db.Set<Person>().Any(person => person.UserId == user.Id && person.LockedAt != null),
                Roles = (
                    from membership in db.UserRoles
                    join row in db.Roles on membership.RoleId equals row.Id
                    where membership.UserId == user.Id
                    select PortalDbContext.Joined(row.Name!, LiveSession.RoleSeparator)).FirstOrDefault(),
            });
        await foreach (var row in rows.AsAsyncEnumerable())
        {
            yield return new(
                row.User.UserName ?? row.User.Id, row.User.Email, LiveSession.RoleList(row.Roles), row.User.StateAt(now, row.IsLocked),
                row.User.LockoutEnd);
        }
    }

    private async Task<OperatorResult> ChangeAsync(
        string name, Func<PersonTransaction, Task<bool>> change, CancellationToken cancellationToken)
    {
        if (await FindAsync(name, cancellationToken) is not { } userId)
        {
            return OperatorResult.NotFound;
        }

        await using var transaction = await PersonTransaction.BeginAsync(factory, userId, cancellationToken);
        if (!await change(transaction))
        {
            return OperatorResult.AlreadySo;
        }

        transaction.AfterCommit(() => signals.Publish(SignalTopics.Person(userId)));
        await transaction.CommitAsync(cancellationToken);
        return OperatorResult.Done;
    }

    // As at sign-in, a matching address wins over a matching user name.
    private async Task<string?> FindAsync(string name, CancellationToken cancellationToken)
    {
        var (asEmail, asName) = (normalizer.NormalizeEmail(name.Trim()), normalizer.NormalizeName(name.Trim()));
        await using var db = await factory.CreateDbContextAsync(cancellationToken);
        return await db.Users.Where(user => user.NormalizedEmail == asEmail || user.NormalizedUserName == asName)
            .OrderBy(user => user.NormalizedEmail == asEmail ? 0 : 1)
            .Select(user => user.Id).FirstOrDefaultAsync(cancellationToken);
    }

    private async Task<bool> GrantAsync(PortalDbContext db, string userId, string role, CancellationToken cancellationToken)
    {
        var (id, normalized, stamp) = (Guid.NewGuid().ToString(), normalizer.NormalizeName(role), Guid.NewGuid().ToString());
        await db.Database.ExecuteSqlAsync(
            $"""
            INSERT INTO "AspNetRoles" ("Id", "Name", "NormalizedName", "ConcurrencyStamp") VALUES ({id}, {role}, {normalized}, {stamp})
            ON CONFLICT DO NOTHING
            """,
            cancellationToken);
        var roleId = await db.Roles.Where(row => row.NormalizedName == normalized).Select(row => row.Id).SingleAsync(cancellationToken);
        if (await db.Database.ExecuteSqlAsync(
            $"""INSERT INTO "AspNetUserRoles" ("UserId", "RoleId") VALUES ({userId}, {roleId}) ON CONFLICT DO NOTHING""",
            cancellationToken) == 0)
        {
            return false;
        }

        await LogAsync(db, userId, AuditEvents.RoleGranted, role, cancellationToken);
        return true;
    }

    private async Task<bool> RevokeAsync(PersonTransaction transaction, string role, CancellationToken cancellationToken)
    {
        var db = transaction.Db;
        var normalized = normalizer.NormalizeName(role);
        var roles = db.Roles.Where(row => row.NormalizedName == normalized || row.Name == role).Select(row => row.Id);
        if (await db.UserRoles.Where(row => row.UserId == transaction.UserId && roles.Contains(row.RoleId))
            .ExecuteDeleteAsync(cancellationToken) == 0)
        {
            return false;
        }

        await LogAsync(db, transaction.UserId, AuditEvents.RoleRevoked, role, cancellationToken);
        return true;
    }

    private Task LogAsync(PortalDbContext db, string userId, AuditEventType what, string detail, CancellationToken cancellationToken) =>
        log.AppendAsync(db, new(userId, what, detail) { Actor = AuditActors.Operator }, cancellationToken);
}
