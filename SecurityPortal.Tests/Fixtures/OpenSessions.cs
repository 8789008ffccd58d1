using Microsoft.EntityFrameworkCore;
using SecurityPortal.Authentication.Sessions;
using SecurityPortal.Platform.Database;

namespace SecurityPortal.Tests.Fixtures;

/// <summary>Opens sessions as a sign-in would, without the sign-in.</summary>
internal static class OpenSessions
{
    /// <summary>Opens a session; returns the token that the browser's cookie would hold.</summary>
    public static async Task<string> BeginSessionAsync(
        this Portal portal, string userId, string? secondStep, string signedInWith, ClientInfo client)
    {
        await using var transaction = await PersonTransaction.BeginAsync(Factory(portal), userId);
        var token = await portal.Get<SessionStore>().BeginAsync(
            transaction, secondStep, signedInWith, client, CancellationToken.None);
        await transaction.CommitAsync();
        return token ?? throw new InvalidOperationException("The account may not be used.");
    }

    /// <summary>Records a confirmation in the session; returns its new token.</summary>
    public static async Task<string> ConfirmSessionAsync(this Portal portal, Guid session, string? secondStep)
    {
        await using var db = await Factory(portal).CreateDbContextAsync();
        return (await portal.Get<SessionStore>().ConfirmAsync(db, session, secondStep, CancellationToken.None))!;
    }

    private static IDbContextFactory<PortalDbContext> Factory(Portal portal) =>
        portal.Get<IDbContextFactory<PortalDbContext>>();
}
