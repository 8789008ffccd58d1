using Microsoft.AspNetCore.Identity;

namespace SecurityPortal.TwoFactor.LoginRequests;

/// <summary>Identity's token provider for login requests: the token only says that the requesting page claims its answer.</summary>
internal sealed class LoginRequestsTokenProvider(
    LoginRequestService desk, PendingEnrolments pending, IDbContextFactory<PortalDbContext> factory)
    : IUserTwoFactorTokenProvider<PortalUser>
{
    /// <summary>The proof that the waiting page submits once the request is answered.</summary>
    public const string Claim = "claim";

    /// <summary>Generates nothing: the request is made when the page opens.</summary>
    public Task<string> GenerateAsync(string purpose, UserManager<PortalUser> manager, PortalUser user) =>
        Task.FromResult("");

    public async Task<bool> ValidateAsync(
        string purpose, string token, UserManager<PortalUser> manager, PortalUser user)
    {
        if (token != Claim || await desk.ClaimAsync(user.Id, purpose) is not { } approver)
        {
            return false;
        }

        // The enrolment records the session that approved its test request, so that it stays signed in (R18).
        return EnrolmentPurpose.Id(purpose) is not { } setup
            || await pending.NoteProofAsync(setup, user.Id, approver.ToString("N"));
    }

    public async Task<bool> CanGenerateTwoFactorTokenAsync(UserManager<PortalUser> manager, PortalUser user)
    {
        await using var db = await factory.CreateDbContextAsync();
        return await db.Set<MethodEnrolment>()
            .AnyAsync(row => row.UserId == user.Id && row.Method == LoginRequestsMethod.Id);
    }
}
