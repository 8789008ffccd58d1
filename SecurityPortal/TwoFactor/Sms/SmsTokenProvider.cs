using Microsoft.AspNetCore.Identity;

namespace SecurityPortal.TwoFactor.Sms;

/// <summary>Identity's token provider for codes by text message.</summary>
internal sealed class SmsTokenProvider(SmsMethod sms, SentCodes codes) : IUserTwoFactorTokenProvider<PortalUser>
{
    /// <summary>Sends a code. Returns an empty string, because the code goes only to the person's phone.</summary>
    public async Task<string> GenerateAsync(string purpose, UserManager<PortalUser> manager, PortalUser user)
    {
        await sms.SendAsync(user.Id, purpose, address: null, CancellationToken.None);
        return "";
    }

    public Task<bool> ValidateAsync(string purpose, string token, UserManager<PortalUser> manager, PortalUser user) =>
        codes.VerifyAsync(user.Id, SmsMethod.Sender, purpose, token);

    public Task<bool> CanGenerateTwoFactorTokenAsync(UserManager<PortalUser> manager, PortalUser user) =>
        codes.IsOnAsync(user.Id, SmsMethod.Id);
}
