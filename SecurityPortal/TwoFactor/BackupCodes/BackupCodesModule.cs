namespace SecurityPortal.TwoFactor.BackupCodes;

internal sealed class BackupCodesModule : IMethodModule
{
    public static void Register(IServiceCollection services)
    {
        services.AddRestoreStep("backup codes", VoidAsync, keptBy: "--keep-backup-codes");
        services.AddTwoFactorMethod<BackupCodesMethod, BackupCodesTokenProvider>(BackupCodesMethod.Id);
    }

    // Nobody knows which codes were used since the backup, and each may work only once (NIST 800-63B-4 3.1.2.2): void them all.
    private static async Task<int> VoidAsync(PortalDbContext db, DateTimeOffset now, CancellationToken cancellationToken)
    {
        await db.Set<MethodEnrolment>().Where(row => row.Method == BackupCodesMethod.Id)
            .ExecuteUpdateAsync(set => set.SetProperty(row => row.Count, 0), cancellationToken);
        return await db.Set<BackupCodeSet>().Where(row => row.Hashes != Array.Empty<byte>()).ExecuteUpdateAsync(
            set => set.SetProperty(row => row.Hashes, Array.Empty<byte>()).SetProperty(row => row.Used, 0), cancellationToken);
    }
}
