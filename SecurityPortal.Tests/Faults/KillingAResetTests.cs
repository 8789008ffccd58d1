using Microsoft.EntityFrameworkCore;
using SecurityPortal.Audit;
using SecurityPortal.Authentication.Sessions;
using SecurityPortal.Messaging.Delivery;
using SecurityPortal.Platform.Database;
using SecurityPortal.Support.Actions;
using SecurityPortal.Tests.Fixtures;
using SecurityPortal.TwoFactor;
using SecurityPortal.TwoFactor.BackupCodes;
using SecurityPortal.TwoFactor.PhoneNumbers;

namespace SecurityPortal.Tests.Faults;

/// <summary>The portal, killed with <c>kill -9</c> while a lead's approval resets all of a person's methods.</summary>
public sealed class KillingAResetTests
{
    [Fact]
    public async Task At_some_statements_of_a_reset_leaves_all_or_nothing()
    {
        using var field = new BattleField();
        int[] statements = [5, 15, 25, 35, 999];
        List<bool> done = [];
        for (var i = 0; i < statements.Length; i++)
        {
            await KillAsync(field, i, statements[i]);
            done.Add(await InspectAsync(field, i, $"before statement {statements[i]}"));
        }

        // The first kill hits before the reset commits; the last statement number is never reached, so that kill never happens.
        Assert.False(done[0]);
        Assert.True(done[^1]);
    }

    [OnDemand]
    public async Task Before_each_statement_of_a_reset_leaves_all_or_nothing()
    {
        using var field = new BattleField();
        var (statement, killed, done) = (0, true, 0);
        while (killed)
        {
            killed = await KillAsync(field, statement, statement + 1);
            done += await InspectAsync(field, statement, $"before statement {++statement}") ? 1 : 0;
        }

        Assert.InRange(statement, 20, 500);
        TestContext.Current.TestOutputHelper!.WriteLine($"{statement - 1} statements, a kill before each; {done} resets were done, the others not begun.");
    }

    /// <summary>Returns true when the process died of the signal.</summary>
    private static async Task<bool> KillAsync(BattleField field, int person, int statement)
    {
        const int Killed = 128 + 9;
        await using var portal = field.Start(("Reset", "true"), ("First", $"{person}"), ("DieBeforeStatement", $"{statement}"));
        while (await portal.ReadLineAsync() is not null)
        {
        }

        await portal.WaitForEndAsync();
        Assert.True(portal.ExitCode is Killed or 0, portal.Log);
        return portal.ExitCode == Killed;
    }

    /// <summary>Returns whether the reset was done; fails when it was half done.</summary>
    private static async Task<bool> InspectAsync(BattleField field, int person, string when)
    {
        await using var db = await field.OpenAsync();
        var user = await db.Users.AsNoTracking().SingleAsync(row => row.UserName == $"reset-{person}@example.com");
        var action = await db.Set<SupportAction>().AsNoTracking().SingleAsync(row => row.UserId == user.Id);
        var done = action.State == ActionState.Done;
        Assert.True(done || action.State == ActionState.AwaitingApproval, $"{when}: {action.State}");
        (string What, int Count, int Before, int After)[] rows =
        [
            ("methods", await db.Set<MethodEnrolment>().CountAsync(row => row.UserId == user.Id), 2, 0),
            ("backup codes", await db.Set<BackupCodeSet>().CountAsync(row => row.UserId == user.Id), 1, 0),
            ("numbers", await db.Set<ConfirmedPhone>().CountAsync(row => row.UserId == user.Id), 1, 0),
            ("devices", await db.Set<TrustedDevice>().CountAsync(row => row.UserId == user.Id), 1, 0),
            ("sessions", await db.Set<PortalSession>().CountAsync(row => row.UserId == user.Id && row.EndedAt == null), 1, 0),
            ("flag", user.TwoFactorEnabled ? 1 : 0, 1, 0),
            ("must enrol", await db.Set<Person>().CountAsync(row => row.UserId == user.Id && row.MustEnrolSince != null), 0, 1),
            ("entries", await LoggedAsync(db, user.Id), 0, 3),
            ("messages", await db.Set<OutboxMessage>().CountAsync(row => row.UserId == user.Id && row.Group.StartsWith("notice:")), 0, 2),
        ];
        foreach (var (what, count, before, after) in rows)
        {
            Assert.True(count == (done ? after : before), $"{when}, {(done ? "done" : "not done")}: {count} {what}");
        }

        return done;
    }

    private static Task<int> LoggedAsync(PortalDbContext db, string userId) => db.Set<AuditLogEntry>().CountAsync(entry =>
        entry.UserId == userId
        && (entry.Event == AuditEvents.SupportApproved || entry.Event == AuditEvents.MethodOff || entry.Event == AuditEvents.TwoFactorOff));
}
