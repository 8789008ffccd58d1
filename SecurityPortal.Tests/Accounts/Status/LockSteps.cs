using Microsoft.EntityFrameworkCore;
using SecurityPortal.Authentication.Sessions;
using SecurityPortal.Platform.Database;
using SecurityPortal.Tests.Fixtures;
using Portal = SecurityPortal.Tests.Fixtures.Portal;

namespace SecurityPortal.Tests.Accounts.Status;

/// <summary>Steps shared by the tests of locked accounts.</summary>
internal static class LockSteps
{
    /// <summary>Creates a person whose methods are older than a day, signed in with the first one.</summary>
    public static async Task<TestPerson> LockOwnerAsync(this Portal portal, params string[] methods)
    {
        var person = await TestPerson.WithAsync(portal, methods);
        portal.Clock.Advance(TimeSpan.FromHours(25));
        return await person.SignInAsync(methods[0]);
    }

    /// <summary>Begins a session as a sign-in with this method would; null when none may begin.</summary>
    public static async Task<string?> BeginSessionAsync(this Portal portal, TestPerson person, string? with)
    {
        await using var transaction = await PersonTransaction.BeginAsync(portal.Get<IDbContextFactory<PortalDbContext>>(), person.Id);
        var token = await portal.Get<SessionStore>().BeginAsync(
            transaction, with, with ?? AuthenticationMethods.Password, new("test", "192.0.2.3"), CancellationToken.None);
        await transaction.CommitAsync();
        return token;
    }

    /// <summary>Returns the account's lock as stored; null when there is none.</summary>
    public static async Task<(string Reason, string OpensWith)?> LockOfAsync(this Portal portal, TestPerson person)
    {
        await using var db = await portal.OpenDatabaseAsync();
        return await LockedAccounts.FindAsync(db, person.Id, CancellationToken.None) is { } locked
            ? (locked.Reason, string.Join(',', locked.OpensWith))
            : null;
    }
}
