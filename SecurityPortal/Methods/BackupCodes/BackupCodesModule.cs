namespace SecurityPortal.Methods.BackupCodes;

internal sealed class BackupCodesModule : IMethodModule
{
    public static void Register(IServiceCollection services) =>
        services.AddTwoFactorMethod<BackupCodesMethod, BackupCodesTokenProvider>(BackupCodesMethod.Id);
}
