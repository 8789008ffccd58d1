using Microsoft.AspNetCore.Identity;
using SecurityPortal.Platform.Database;
using SecurityPortal.TwoFactor.OneTimeCodes;

namespace SecurityPortal.Tests.TwoFactor.VoiceCall;

internal sealed class VoiceCallTokenProvider(OneTimeCodeService codes) : IUserTwoFactorTokenProvider<PortalUser>
{
    public Task<string> GenerateAsync(string purpose, UserManager<PortalUser> manager, PortalUser user) => Task.FromResult("");

    public async Task<bool> ValidateAsync(string purpose, string token, UserManager<PortalUser> manager, PortalUser user) =>
        CodeText.Normalize(token) is { } code && await codes.VerifyAsync(VoiceCallMethod.Request(user.Id, purpose), code);

    public Task<bool> CanGenerateTwoFactorTokenAsync(UserManager<PortalUser> manager, PortalUser user) => Task.FromResult(true);
}
