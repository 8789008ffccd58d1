using Microsoft.AspNetCore.Identity;

namespace SecurityPortal.TwoFactor.AuthenticatorApp;

/// <summary>Identity's token provider for authenticator apps. Unlike the built-in one, it accepts each time step only once.</summary>
internal sealed class AuthenticatorAppTokenProvider(AppStore apps, PendingEnrolments pending, TimeProvider clock)
    : IUserTwoFactorTokenProvider<PortalUser>
{
    /// <summary>Generates nothing: the app makes the codes.</summary>
    public Task<string> GenerateAsync(string purpose, UserManager<PortalUser> manager, PortalUser user) =>
        Task.FromResult("");

    public async Task<bool> ValidateAsync(
        string purpose, string token, UserManager<PortalUser> manager, PortalUser user)
    {
        if (EnrolmentPurpose.Id(purpose) is null)
        {
            return await apps.SpendAsync(user.Id, token);
        }

        // The step that turns the app on is used up too: it is recorded here and becomes the app's last step.
        return await pending.FindAsync(purpose, user.Id) is { } row
            && AuthenticatorKey.FromBase32(pending.Payload(row)).StepOf(token, clock.GetUtcNow()) is { } step
            && await pending.NoteProofAsync(row.Id, user.Id, step.ToString(CultureInfo.InvariantCulture));
    }

    public Task<bool> CanGenerateTwoFactorTokenAsync(UserManager<PortalUser> manager, PortalUser user) =>
        apps.AnyAsync(user.Id);
}
