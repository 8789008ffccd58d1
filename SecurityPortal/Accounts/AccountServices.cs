using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection.Extensions;
using SecurityPortal.Accounts.Email;
using SecurityPortal.Accounts.Notifications;
using SecurityPortal.Accounts.Passwords;
using SecurityPortal.Accounts.PersonalData;
using SecurityPortal.Accounts.Registration;
using SecurityPortal.Accounts.Status;
using SecurityPortal.Platform.BackgroundJobs.Cleanup;

namespace SecurityPortal.Accounts;

internal static class AccountServices
{
    public static void AddAccounts(this WebApplicationBuilder builder)
    {
        builder.Services.AddSettings<AccountOptions>("Accounts")
            .Validate(options => options.ResetLifetime > TimeSpan.Zero && options.ResetLifetime <= TimeSpan.FromHours(1),
                "Accounts:ResetLifetime must be above zero and at most 01:00:00.")
            .Validate(options => options.ConfirmationLifetime > TimeSpan.Zero && options.ConfirmationLifetime <= TimeSpan.FromHours(24),
                "Accounts:ConfirmationLifetime must be above zero and at most 1.00:00:00.")
            .Validate(options => options is { MailsPerAddress: > 0, RequestsPerNetwork: > 0 },
                "Accounts:MailsPerAddress and Accounts:RequestsPerNetwork must be above zero.")
            .ValidateOnStart();

        // Stateless, so one instance is enough; Identity registers its own for each request.
        builder.Services.Replace(ServiceDescriptor.Singleton<ILookupNormalizer, AccountNames>());
        builder.Services.AddExpiredRows<AccountLink>(link => link.ExpiresAt, keptFor: TimeSpan.FromDays(1));
        builder.Services.AddRestoreStep("links", (db, now, cancellationToken) => db.Set<AccountLink>()
            .Where(link => link.UsedAt == null && link.ExpiresAt > now)
            .ExecuteUpdateAsync(set => set.SetProperty(link => link.UsedAt, now), cancellationToken));
        builder.Services.AddSingleton<AccountLinks>();
        builder.Services.AddSingleton<AccountMails>();
        builder.Services.AddSingleton<MailLimiter>();
        builder.Services.AddSingleton<LinkMailer>();
        builder.Services.AddSingleton<AccountAddresses>();
        builder.Services.AddSingleton<NewPassword>();
        builder.Services.AddSingleton<SelfServicePassword>();
        builder.Services.AddSingleton<RegistrationRequests>();
        builder.Services.AddSingleton<RegistrationCompletion>();
        builder.Services.AddSingleton<PasswordResetRequests>();
        builder.Services.AddSingleton<PasswordReset>();
        builder.Services.AddSingleton<PasswordChange>();
        builder.Services.AddSingleton<EmailChangeRequests>();
        builder.Services.AddSingleton<EmailChange>();
        builder.Services.AddSingleton<AddressConfirmation>();
        builder.Services.AddSingleton<AccountClosure>();
        builder.Services.AddSingleton<AccountLock>();
        builder.Services.AddSingleton<SelfServiceLock>();
        builder.Services.AddSingleton<NotificationLinks>();
        builder.Services.AddSingleton<DisavowalEffects>();
        builder.Services.AddSingleton<Disavowal>();
        builder.Services.AddSingleton<MethodsReset>();
        builder.Services.AddSingleton<AccountRemoval>();
        builder.Services.AddSingleton<AccountStateService>();
        builder.Services.AddSingleton<OperatorAccounts>();
        builder.Services.AddSingleton<PersonalDataExport>();
        builder.Services.AddSingleton<SelfServiceActivity>();
        builder.Services.AddSingleton<SelfServiceNotifications>();
    }
}
