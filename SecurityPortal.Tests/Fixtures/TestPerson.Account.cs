using Microsoft.EntityFrameworkCore;
using SecurityPortal.Accounts.Status;
using SecurityPortal.Audit;
using SecurityPortal.Platform.Database;

namespace SecurityPortal.Tests.Fixtures;

/// <summary>What others do to the person's account.</summary>
internal sealed partial class TestPerson
{
    /// <summary>Disables the account, as the operator does; returns whether it was enabled before.</summary>
    public async Task<bool> DisableAsync(string reason = "Left the company")
    {
        await using var transaction = await PersonTransaction.BeginAsync(_portal.Get<IDbContextFactory<PortalDbContext>>(), Id);
        var disabled = await _portal.Get<AccountStateService>().DisableAsync(
            transaction, AuditActors.Operator, client: null, reason, CancellationToken.None);
        await transaction.CommitAsync();
        return disabled;
    }

    /// <summary>Enables it again; returns whether it was disabled before.</summary>
    public async Task<bool> EnableAsync(string reason = "Came back")
    {
        await using var transaction = await PersonTransaction.BeginAsync(_portal.Get<IDbContextFactory<PortalDbContext>>(), Id);
        var enabled = await _portal.Get<AccountStateService>().EnableAsync(
            transaction, AuditActors.Operator, client: null, reason, CancellationToken.None);
        await transaction.CommitAsync();
        return enabled;
    }

    /// <summary>
    /// Sets the end of a lock-out as an application on the same database does (UserManager.SetLockoutEndDateAsync), without the
    /// portal noticing.
    /// </summary>
    public async Task LockOutAsync(DateTimeOffset? until, bool isEnabled = true)
    {
        await using var db = await _portal.OpenDatabaseAsync();
        await db.Users.Where(user => user.Id == Id).ExecuteUpdateAsync(
            set => set.SetProperty(user => user.LockoutEnd, until).SetProperty(user => user.LockoutEnabled, isEnabled));
    }

    /// <summary>Sets whether the address is confirmed.</summary>
    public async Task HasConfirmedAddressAsync(bool isConfirmed)
    {
        await using var db = await _portal.OpenDatabaseAsync();
        await db.Users.Where(user => user.Id == Id).ExecuteUpdateAsync(
            set => set.SetProperty(user => user.EmailConfirmed, isConfirmed));
    }
}
