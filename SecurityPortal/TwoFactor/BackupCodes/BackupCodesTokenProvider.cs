using Microsoft.AspNetCore.Identity;
using SecurityPortal.Authentication.Passwords;

namespace SecurityPortal.TwoFactor.BackupCodes;

/// <summary>Identity's token provider for backup codes. Unlike with the built-in ones, a wrong code counts like any wrong answer.</summary>
internal sealed class BackupCodesTokenProvider(
    IDbContextFactory<PortalDbContext> factory, HashConcurrencyLimiter gate, PendingEnrolments pending)
    : IUserTwoFactorTokenProvider<PortalUser>
{
    /// <summary>Generates nothing: the codes were made at enrolment.</summary>
    public Task<string> GenerateAsync(string purpose, UserManager<PortalUser> manager, PortalUser user) =>
        Task.FromResult("");

    public async Task<bool> ValidateAsync(
        string purpose, string token, UserManager<PortalUser> manager, PortalUser user)
    {
        if (EnrolmentPurpose.Id(purpose) is not null)
        {
            return token == BackupCodesMethod.SavedProof && await pending.FindAsync(purpose, user.Id) is not null;
        }

        return CodeSet.Normalize(token) is { } code && await SpendAsync(user.Id, code);
    }

    public async Task<bool> CanGenerateTwoFactorTokenAsync(UserManager<PortalUser> manager, PortalUser user)
    {
        await using var db = await factory.CreateDbContextAsync();
        return await FindAsync(db, user.Id) is { Left: > 0 };
    }

    private async Task<bool> SpendAsync(string userId, string code)
    {
        BackupCodeSet? set;
        await using (var db = await factory.CreateDbContextAsync())
        {
            set = await FindAsync(db, userId);
        }

        if (set is not { Left: > 0 })
        {
            return false;
        }

        // Hash before the transaction begins, so that nothing else waits for the slow part.
        var hash = await gate.RunAsync(() => CodeSet.Hash(code, set.Salt));
        if (set.Find(hash) is not (> 0 and var bit))
        {
            return false;
        }

        await using var transaction = await PersonTransaction.BeginAsync(factory, userId);
        var spent = await transaction.Db.Set<BackupCodeSet>()
            .Where(row => row.UserId == userId && row.Salt == set.Salt && (row.Used & bit) == 0)
            .ExecuteUpdateAsync(update => update.SetProperty(row => row.Used, row => row.Used | bit));
        if (spent != 1)
        {
            return false;
        }

        await transaction.Db.Set<MethodEnrolment>()
            .Where(row => row.UserId == userId && row.Method == BackupCodesMethod.Id)
            .ExecuteUpdateAsync(update => update.SetProperty(row => row.Count, row => row.Count - 1));
        await transaction.CommitAsync();
        return true;
    }

    private static Task<BackupCodeSet?> FindAsync(PortalDbContext db, string userId) =>
        db.Set<BackupCodeSet>().AsNoTracking().FirstOrDefaultAsync(row => row.UserId == userId);
}
