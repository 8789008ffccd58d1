namespace SecurityPortal.TwoFactor.BackupCodes;

internal sealed class BackupCodesModule : IMethodModule
{
    public static void Register(IServiceCollection services)
    {
        services.AddRestoreStep("people's backup codes", VoidAsync, keptBy: "--keep-backup-codes");
        services.AddTwoFactorMethod<BackupCodesMethod, BackupCodesTokenProvider>(BackupCodesMethod.Id);
    }

    // Which were used since the backup nobody knows, and each is to work once (NIST 800-63B-4 3.1.2.2): none is left.
    private static async Task<int> VoidAsync(PortalDbContext db, DateTimeOffset now, CancellationToken cancellationToken)
    {
        await db.Set<MethodEnrolment>().Where(row => row.Method == BackupCodesMethod.Id)
            .ExecuteUpdateAsync(set => set.SetProperty(row => row.Count, 0), cancellationToken);
        return await db.Set<BackupCodeSet>().Where(row => row.Hashes != Array.Empty<byte>()).ExecuteUpdateAsync(
            set => set.SetProperty(row => row.Hashes, Array.Empty<byte>()).SetProperty(row => row.Used, 0), cancellationToken);
    }
}
