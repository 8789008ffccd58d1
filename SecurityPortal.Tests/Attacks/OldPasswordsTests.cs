using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using SecurityPortal.Accounts.Recovery;
using SecurityPortal.Authentication.Flows;
using SecurityPortal.Authentication.Passwords;
using SecurityPortal.Authentication.Sessions;
using SecurityPortal.Platform.Database;
using SecurityPortal.Tests.Fixtures;

namespace SecurityPortal.Tests.Attacks;

/// <summary>The password changes at the very moment the old one is being checked.</summary>
public sealed class OldPasswordsTests
{
    [Fact]
    public async Task A_sign_in_that_overlaps_a_change_of_password_opens_no_session()
    {
        var hasher = new InterruptedHasher();
        await using var portal = new Portal
        {
            WithServices = services => services.Replace(ServiceDescriptor.Singleton<IPasswordHasher<PortalUser>>(hasher)),
        };
        var id = await portal.UserIdAsync("alice");
        hasher.Meanwhile = () => ChangePassword(portal, id);

        var browser = await portal.Browser().TypePasswordAsync("alice");

        Assert.False(await browser.IsSignedInAsync());
        await using var db = await portal.OpenDatabaseAsync();
        Assert.Equal(0, await db.Set<PortalSession>().CountAsync(session => session.UserId == id));
    }

    [Fact]
    public async Task A_pending_sign_in_from_before_it_starts_no_recovery()
    {
        await using var portal = new Portal();
        var id = await portal.UserIdAsync("carol");
        await portal.Browser().TypePasswordAsync("carol");
        await using var db = await portal.OpenDatabaseAsync();
        var flow = await db.Set<AuthenticationFlow>().AsNoTracking().SingleAsync(row => row.UserId == id);
        ChangePassword(portal, id);

        var offer = await portal.Get<SelfServiceRecovery>().AskAsync(flow, new("test", "127.0.0.1"), CancellationToken.None);

        Assert.IsType<RecoveryOffer.Over>(offer);
        Assert.Equal(0, await db.Set<RecoveryRequest>().CountAsync());
    }

    private static void ChangePassword(Portal portal, string id)
    {
        using var db = portal.Get<IDbContextFactory<PortalDbContext>>().CreateDbContext();
        db.Users.Where(user => user.Id == id).ExecuteUpdate(set => set.SetProperty(user => user.SecurityStamp, "another"));
    }

    private sealed class InterruptedHasher : IPasswordHasher<PortalUser>
    {
        private readonly Argon2PasswordHasher _hasher = new();

        public Action? Meanwhile { get; set; }

        public string HashPassword(PortalUser user, string password) => _hasher.HashPassword(user, password);

        public PasswordVerificationResult VerifyHashedPassword(PortalUser user, string hashedPassword, string providedPassword)
        {
            Meanwhile?.Invoke();
            return _hasher.VerifyHashedPassword(user, hashedPassword, providedPassword);
        }
    }
}
