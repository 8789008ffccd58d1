using System.Data;
using Microsoft.EntityFrameworkCore;
using SecurityPortal.Platform.Database;
using SecurityPortal.TwoFactor;
using SecurityPortal.TwoFactor.AuthenticatorApp;
using SecurityPortal.TwoFactor.BackupCodes;
using SecurityPortal.TwoFactor.PhoneNumbers;

namespace SecurityPortal.Tests.Fixtures;

/// <summary>Checks, directly in the tables, what must always be true of a person's methods.</summary>
internal static class Invariants
{
    public static async Task CheckAsync(Portal portal, string userId)
    {
        await using var db = await portal.OpenDatabaseAsync();
        await using var snapshot = await db.Database.BeginTransactionAsync(IsolationLevel.RepeatableRead);
        var rows = await db.Set<MethodEnrolment>().AsNoTracking().Where(row => row.UserId == userId).ToListAsync();
        var apps = await db.Set<EnrolledApp>().CountAsync(app => app.UserId == userId);
        var codes = await db.Set<BackupCodeSet>().AsNoTracking().FirstOrDefaultAsync(set => set.UserId == userId);
        var phone = await db.Set<ConfirmedPhone>().AsNoTracking().FirstOrDefaultAsync(row => row.UserId == userId);
        var flag = await db.Users.Where(user => user.Id == userId).Select(user => user.TwoFactorEnabled).SingleAsync();
        var preferred = await db.Set<Person>().Where(person => person.UserId == userId)
            .Select(person => person.PreferredMethod).FirstOrDefaultAsync();
        var (app, sms, whatsApp, backup) = (Row(MethodIds.App), Row(MethodIds.Sms), Row(MethodIds.WhatsApp), Row(MethodIds.BackupCodes));

        Assert.True(whatsApp is null || sms is not null, "WhatsApp is on and text messages are off.");
        Assert.True(whatsApp is null || whatsApp.Destination == sms!.Destination, "WhatsApp has another number.");
        Assert.True(rows.Count == 0 || app is not null || sms is not null, "Something is on that does not stand alone.");
        Assert.True(flag == (app is not null || sms is not null), "Identity's flag says something else.");
        Assert.True((app?.Count ?? 0) == apps, $"{app?.Count} apps are counted, {apps} are there.");
        Assert.True((app is null) == (apps == 0), "An app is on without a key, or a key is left without its row.");
        Assert.True((backup?.Count ?? 0) == (codes?.Left ?? 0), $"{backup?.Count} codes are counted, {codes?.Left} are there.");
        Assert.True(backup is not null || codes is null, "Backup codes are off and used ones are left.");
        Assert.True((sms is null) == (phone is null), "Text messages are on without a number, or a number is left.");
        Assert.True(sms is null || sms.Destination == phone!.Fingerprint, "The number is not the one that was proven.");
        Assert.True(preferred is null || rows.Any(row => row.Method == preferred), "The preferred method is off.");

        MethodEnrolment? Row(string method) => rows.SingleOrDefault(row => row.Method == method);
    }

    /// <summary>Checks that the log has no gap and no missing end, whatever was written concurrently.</summary>
    public static async Task CheckLogAsync(Portal portal)
    {
        var (count, last, head) = (
            await Rows.NumberAsync(portal, """SELECT count(*) AS "Value" FROM "ActivityLog" """),
            await Rows.NumberAsync(portal, """SELECT coalesce(max("Sequence"), 0) AS "Value" FROM "ActivityLog" """),
            await Rows.NumberAsync(portal, """SELECT "Sequence" AS "Value" FROM "ActivityLogHead" """));
        Assert.Equal((count, count), (last, head));
    }
}
