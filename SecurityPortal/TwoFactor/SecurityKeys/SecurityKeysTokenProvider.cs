using Microsoft.AspNetCore.Identity;

namespace SecurityPortal.TwoFactor.SecurityKeys;

/// <summary>Identity's token provider for security keys: a token is the browser's signed answer, as JSON.</summary>
internal sealed class SecurityKeysTokenProvider(
    RelyingParty relyingParty, SecurityKeyStore keys, KeyCeremonies ceremonies, PendingEnrolments pending,
    CopiedKeys copies, PasskeyPolicy policy) : IUserTwoFactorTokenProvider<PortalUser>
{
    // WebAuthn 4, "Credential ID": at least 16 bytes, at most 1023.
    private const int LeastIdLength = 16;
    private const int MostIdLength = 1023;

    /// <summary>Generates nothing: the key makes the answer.</summary>
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
        var registration = KeyRegistration.Of(pending.Payload(row));
        var result = await relyingParty.Handler(manager, verified).PerformAttestationAsync(new()
        {
            HttpContext = relyingParty.NoRequest(),
            CredentialJson = registration.IsConditional
                ? ConditionalCreation.WithUserPresent(credential, relyingParty.Id)
                : credential,
            AttestationState = registration.State,
        });

        // An enrolment accepts one answer: only the first is stored.
        return result.Succeeded
            && result.Passkey.CredentialId.Length is >= LeastIdLength and <= MostIdLength
            && await policy.AllowsAsync(manager, user, result.Passkey)
            && await pending.NoteProofAsync(row.Id, user.Id, JsonSerializer.Serialize(result.Passkey));
    }

    private async Task<bool> AssertAsync(
        string purpose, string credential, UserManager<PortalUser> manager, PortalUser user)
    {
        // Take the challenge before checking the answer: whatever the result, this challenge cannot be answered again.
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
        if (result.Succeeded ? result.User.Id != user.Id : !CopiedKeys.IsCopy(result.Failure))
        {
            return false;
        }

        if (result.Succeeded && !await policy.AllowsAsync(manager, user, result.Passkey))
        {
            // The person's own key and not a copy, but policy does not allow it (any more).
            return false;
        }

        if (result.Succeeded && await keys.NoteUseAsync(user.Id, result.Passkey))
        {
            return true;
        }

        await copies.NoteAsync(user.Id, client: null);
        return false;
    }
}
