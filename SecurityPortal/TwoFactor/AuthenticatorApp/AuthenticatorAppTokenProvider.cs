using Microsoft.AspNetCore.Identity;

namespace SecurityPortal.TwoFactor.AuthenticatorApp;

/// <summary>Identity's view of authenticator apps. Unlike the stock one, it accepts each time step once.</summary>
internal sealed class AuthenticatorAppTokenProvider(AppStore apps, PendingEnrolments pending, TimeProvider clock)
    : IUserTwoFactorTokenProvider<PortalUser>
{
    /// <summary>The app makes the codes: there is nothing to generate.</summary>
    public Task<string> GenerateAsync(string purpose, UserManager<PortalUser> manager, PortalUser user) =>
        Task.FromResult("");

    public async Task<bool> ValidateAsync(
        string purpose, string token, UserManager<PortalUser> manager, PortalUser user)
    {
        if (EnrolmentPurpose.Id(purpose) is null)
        {
            return await apps.SpendAsync(user.Id, token);
        }

        // The step that turns the app on is spent with it: it is noted here and kept as the app's last.
        return await pending.FindAsync(purpose, user.Id) is { } row
            && AuthenticatorKey.FromBase32(pending.Payload(row)).StepOf(token, clock.GetUtcNow()) is { } step
            && await pending.NoteProofAsync(row.Id, user.Id, step.ToString(CultureInfo.InvariantCulture));
    }

    public Task<bool> CanGenerateTwoFactorTokenAsync(UserManager<PortalUser> manager, PortalUser user) =>
        apps.AnyAsync(user.Id);
}
