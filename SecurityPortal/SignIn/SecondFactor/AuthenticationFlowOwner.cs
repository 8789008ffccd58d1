using SecurityPortal.Authentication.Flows;

namespace SecurityPortal.SignIn.SecondFactor;

/// <summary>Says whose sign-in it is. Whoever holds the flow has typed the password, and may have several accounts.</summary>
internal sealed class AuthenticationFlowOwner(IDbContextFactory<PortalDbContext> factory)
{
    private static readonly CompiledQuery<Func<PortalDbContext, string, CancellationToken, Task<string?>>> Name = new(() =>
        EF.CompileAsyncQuery((PortalDbContext db, string userId, CancellationToken _) =>
            db.Users.Where(user => user.Id == userId).Select(user => user.UserName).FirstOrDefault()));

    /// <summary>Returns the user name, which is the email address unless the account came with another name.</summary>
    public async Task<string> NameAsync(AuthenticationFlow flow, CancellationToken cancellationToken)
    {
        await using var db = await factory.CreateDbContextAsync(cancellationToken);
        return await Name.For(db)(db, flow.UserId, cancellationToken) ?? "";
    }
}
