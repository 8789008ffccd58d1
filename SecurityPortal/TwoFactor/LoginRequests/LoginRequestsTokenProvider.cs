using Microsoft.AspNetCore.Identity;

namespace SecurityPortal.TwoFactor.LoginRequests;

/// <summary>Identity's view of login requests: the token says no more than that the asking page wants its answer.</summary>
internal sealed class LoginRequestsTokenProvider(
    LoginRequestService desk, PendingEnrolments pending, IDbContextFactory<PortalDbContext> factory)
    : IUserTwoFactorTokenProvider<PortalUser>
{
    /// <summary>The proof that the waiting page sends once the request is answered.</summary>
    public const string Claim = "claim";

    /// <summary>A request is made when the page opens: there is nothing to generate.</summary>
    public Task<string> GenerateAsync(string purpose, UserManager<PortalUser> manager, PortalUser user) =>
        Task.FromResult("");

    public async Task<bool> ValidateAsync(
        string purpose, string token, UserManager<PortalUser> manager, PortalUser user)
    {
        if (token != Claim || await desk.ClaimAsync(user.Id, purpose) is not { } approver)
        {
            return false;
        }

        // The browser that approves the test of an enrolment is kept by it (R18).
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
