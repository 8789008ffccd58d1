using System.Text.Json;
using Microsoft.AspNetCore.Identity;
using SecurityPortal.ActivityLog;
using SecurityPortal.Data;

namespace SecurityPortal.Methods.SecurityKeys;

/// <summary>Identity's view of security keys: a token is the browser's signed answer, as JSON.</summary>
internal sealed class SecurityKeysTokenProvider(
    RelyingParty relyingParty, SecurityKeyStore keys, KeyCeremonies ceremonies, PendingEnrolments pending,
    ActivityLogWriter log) : IUserTwoFactorTokenProvider<PortalUser>
{
    /// <summary>The key makes the answer: there is nothing to generate.</summary>
    public Task<string> GenerateAsync(string purpose, UserManager<PortalUser> manager, PortalUser user) =>
        Task.FromResult("");

    public Task<bool> ValidateAsync(string purpose, string token, UserManager<PortalUser> manager, PortalUser user) =>
        EnrolmentPurpose.Id(purpose) is null
            ? AssertAsync(purpose, token, manager, user)
            : AttestAsync(purpose, token, manager, user);

    public Task<bool> CanGenerateTwoFactorTokenAsync(UserManager<PortalUser> manager, PortalUser user) =>
        keys.AnyAsync(user.Id);

    private async Task<bool> AttestAsync(
        string purpose, string credential, UserManager<PortalUser> manager, PortalUser user)
    {
        if (await pending.FindAsync(purpose, user.Id) is not { } row)
        {
            return false;
        }

        var verified = await RelyingParty.MustVerifyAsync(manager, user);
        var result = await relyingParty.Handler(manager, verified).PerformAttestationAsync(new()
        {
            HttpContext = relyingParty.NoRequest(),
            CredentialJson = credential,
            AttestationState = pending.Payload(row),
        });

        // The answer is spent with the set-up: only the first one is kept.
        return result.Succeeded
            && await pending.NoteProofAsync(row.Id, user.Id, JsonSerializer.Serialize(AttestedKey.Of(result.Passkey)));
    }

    private async Task<bool> AssertAsync(
        string purpose, string credential, UserManager<PortalUser> manager, PortalUser user)
    {
        // Taken before it is looked at: whatever the answer, this challenge is never answered again.
        if (await ceremonies.TakeAsync(purpose) is not { } state)
        {
            return false;
        }

        var verified = await RelyingParty.MustVerifyAsync(manager, user);
        var result = await relyingParty.Handler(manager, verified).PerformAssertionAsync(new()
        {
            HttpContext = relyingParty.NoRequest(),
            CredentialJson = credential,
            AssertionState = state,
        });
        if (!result.Succeeded)
        {
            await LogCopyAsync(result.Failure, user);
            return false;
        }

        return result.User.Id == user.Id && await keys.NoteUseAsync(user.Id, result.Passkey);
    }

    // The handler tells faults apart by their words only; a counter that went back is worth an entry of its own.
    private async Task LogCopyAsync(PasskeyException? failure, PortalUser user)
    {
        if (failure?.Message.Contains("sign count", StringComparison.OrdinalIgnoreCase) == true
            || failure?.Message.Contains("signature counter", StringComparison.OrdinalIgnoreCase) == true)
        {
            await log.AppendAsync(new(user.Id, ActivityEvents.SecurityKeyCopied, SecurityKeysMethod.Id));
        }
    }
}
