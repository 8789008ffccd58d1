using SecurityPortal.Authentication.Flows;

namespace SecurityPortal.SignIn.SecondFactor;

/// <summary>Says whose sign-in it is. Who holds the flow has typed the password, and may have several accounts.</summary>
internal sealed class AuthenticationFlowOwner(IDbContextFactory<PortalDbContext> factory)
{
    /// <summary>The user name, which is the e-mail address unless the account came with another.</summary>
    public async Task<string> NameAsync(AuthenticationFlow flow, CancellationToken cancellationToken)
    {
        await using var db = await factory.CreateDbContextAsync(cancellationToken);
        return await db.Users.Where(user => user.Id == flow.UserId).Select(user => user.UserName)
            .FirstOrDefaultAsync(cancellationToken) ?? "";
    }
}
