using System.Collections.Concurrent;
using Microsoft.EntityFrameworkCore;
using SecurityPortal.Authentication.Sessions;
using SecurityPortal.Platform.Database;
using SecurityPortal.Support;
using SecurityPortal.Support.Actions;
using SecurityPortal.Support.Cases;
using SecurityPortal.Tests.Fixtures;
using SecurityPortal.Tests.Support;
using SecurityPortal.TwoFactor;
using SecurityPortal.TwoFactor.BackupCodes;
using SecurityPortal.TwoFactor.PhoneNumbers;

namespace SecurityPortal.Tests.Nodes;

/// <summary>Support staff who keep resetting people's methods while nodes and database come and go.</summary>
internal sealed class ChaosDesk(Portal portal, ChaosRecord record)
{
    private readonly ConcurrentBag<string> _callers = [];

    /// <summary>Handles one caller: a check, a reset of all methods, and a lead who presses the button twice.</summary>
    public async Task ResetAsync()
    {
        var desk = await Desk.OpenAsync(portal, MethodIds.Sms);
        await desk.Caller.SignInAsync(MethodIds.Sms);
        _callers.Add(desk.Caller.Id);
        Expect(await portal.Get<WitnessedChecks>().RecordDocumentAsync(desk.Lead.Session, desk.Case, IdentityDocument.Passport, "Mia"));
        Expect(await desk.AskAsync(ActionKind.ResetAll));
        var action = await desk.NewestActionAsync();
        var answers = await Task.WhenAll(Enumerable.Range(0, 2).Select(_ => Task.Run(() => desk.ApproveAsync(action))));
        record.Worked(answers.Count(answer => answer is SupportResult.Done));
    }

    /// <summary>Checks that each caller lost everything if their reset was done, and nothing if it was not.</summary>
    /// <returns>How many resets were done, and how many were not.</returns>
    public async Task<(int Done, int NotDone)> CheckAsync()
    {
        await using var db = await portal.OpenDatabaseAsync();
        var done = 0;
        foreach (var id in _callers)
        {
            var isDone = await db.Set<SupportAction>().AnyAsync(row => row.UserId == id && row.State == ActionState.Done);
            done += isDone ? 1 : 0;
            int[] left =
            [
                await db.Set<MethodEnrolment>().CountAsync(row => row.UserId == id && row.Method == MethodIds.Sms),
                await db.Set<MethodEnrolment>().CountAsync(row => row.UserId == id && row.Method == MethodIds.BackupCodes),
                await db.Set<BackupCodeSet>().CountAsync(row => row.UserId == id),
                await db.Set<ConfirmedPhone>().CountAsync(row => row.UserId == id),
                await db.Set<PortalSession>().CountAsync(row => row.UserId == id && row.EndedAt == null),
                await db.Users.CountAsync(row => row.Id == id && row.TwoFactorEnabled),
                await db.Set<Person>().CountAsync(row => row.UserId == id && row.MustEnrolSince == null),
            ];
            Assert.All(left, count => Assert.Equal(isDone ? 0 : 1, count));
            await Invariants.CheckAsync(portal, id);
        }

        return (done, _callers.Count - done);
    }

    private static void Expect(SupportResult result)
    {
        if (result is not SupportResult.Done)
        {
            throw new InvalidOperationException($"{result}");
        }
    }
}
