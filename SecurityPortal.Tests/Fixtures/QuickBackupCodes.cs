using Microsoft.Extensions.DependencyInjection;
using SecurityPortal.Authentication.Passwords;
using SecurityPortal.Platform.Database;
using SecurityPortal.TwoFactor;
using SecurityPortal.TwoFactor.BackupCodes;

namespace SecurityPortal.Tests.Fixtures;

/// <summary>
/// Backup codes whose sets were hashed beforehand: a new set costs ten slow hashes, too much for tests that make
/// hundreds. Everything else is the product's own.
/// </summary>
internal sealed class QuickBackupCodes(ITwoFactorMethod method) : ITwoFactorMethod
{
    private const int Sets = 4;
    private static readonly Lazy<Task<PrepareResult[]>> Prepared = new(async () =>
    {
        using var gate = new HashConcurrencyLimiter();
        var codes = new BackupCodesMethod(null!, gate);
        return await Task.WhenAll(Enumerable.Range(0, Sets).Select(_ =>
            codes.PrepareAsync(new("", "", new Dictionary<string, string?>()), CancellationToken.None)));
    });

    private static int _next;

    public MethodDescription Description => method.Description;

    /// <summary>Replaces the product's own method with this one.</summary>
    public static void Use(IServiceCollection services)
    {
        foreach (var service in services.Where(service => service.ServiceType == typeof(ITwoFactorMethod)).ToList())
        {
            services.Remove(service);
            services.AddSingleton(provider =>
            {
                var method = (ITwoFactorMethod)service.ImplementationFactory!(provider);
                return method is BackupCodesMethod ? new QuickBackupCodes(method) : method;
            });
        }
    }

    public MethodDetail? Detail(MethodEnrolment enrolment) => method.Detail(enrolment);

    public async Task<PrepareResult> PrepareAsync(EnrolmentRequest request, CancellationToken cancellationToken) =>
        (await Prepared.Value)[Interlocked.Increment(ref _next) % Sets];

    public Task<AppliedEnrolment?> ApplyAsync(
        PersonTransaction transaction, ProvenEnrolment setup, CancellationToken cancellationToken) =>
        method.ApplyAsync(transaction, setup, cancellationToken);

    public Task RemoveAsync(PersonTransaction transaction, CancellationToken cancellationToken) =>
        method.RemoveAsync(transaction, cancellationToken);
}
