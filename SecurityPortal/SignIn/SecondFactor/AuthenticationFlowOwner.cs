using SecurityPortal.Authentication.Flows;

namespace SecurityPortal.SignIn.SecondFactor;

/// <summary>Says whose sign-in it is. Who holds the flow has typed the password, and may have several accounts.</summary>
internal sealed class AuthenticationFlowOwner(IDbContextFactory<PortalDbContext> factory)
{
    private static readonly CompiledQuery<Func<PortalDbContext, string, CancellationToken, Task<string?>>> Name = new(() =>
        EF.CompileAsyncQuery((PortalDbContext db, string userId, CancellationToken _) =>
            db.Users.Where(user => user.Id == userId).Select(user => user.UserName).FirstOrDefault()));

    /// <summary>The user name, which is the e-mail address unless the account came with another.</summary>
    public async Task<string> NameAsync(AuthenticationFlow flow, CancellationToken cancellationToken)
    {
        await using var db = await factory.CreateDbContextAsync(cancellationToken);
        return await Name.For(db)(db, flow.UserId, cancellationToken) ?? "";
    }
}
