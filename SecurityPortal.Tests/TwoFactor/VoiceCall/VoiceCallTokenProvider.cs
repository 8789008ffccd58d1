using Microsoft.AspNetCore.Identity;
using SecurityPortal.Platform.Database;
using SecurityPortal.TwoFactor;

namespace SecurityPortal.Tests.TwoFactor.VoiceCall;

internal sealed class VoiceCallTokenProvider(SentCodes codes) : IUserTwoFactorTokenProvider<PortalUser>
{
    public Task<string> GenerateAsync(string purpose, UserManager<PortalUser> manager, PortalUser user) => Task.FromResult("");

    public Task<bool> ValidateAsync(string purpose, string token, UserManager<PortalUser> manager, PortalUser user) =>
        codes.VerifyAsync(user.Id, VoiceCallMethod.Sender, purpose, token);

    public Task<bool> CanGenerateTwoFactorTokenAsync(UserManager<PortalUser> manager, PortalUser user) => Task.FromResult(true);
}
