using Microsoft.EntityFrameworkCore;
using SecurityPortal.Audit;
using SecurityPortal.Messaging.Delivery;
using SecurityPortal.Messaging.Delivery.Development;
using SecurityPortal.Platform.Database;
using SecurityPortal.TwoFactor;
using SecurityPortal.TwoFactor.BackupCodes;
using SecurityPortal.TwoFactor.OneTimeCodes;
using SecurityPortal.TwoFactor.PhoneNumbers;

namespace SecurityPortal.Tests.Faults;

/// <summary>Checks what must hold in the database whenever the portal has been killed.</summary>
internal static class Aftermath
{
    /// <summary>Checks what holds immediately, before the portal restarts.</summary>
    public static async Task CheckAsync(PortalDbContext db, string when)
    {
        var log = await db.Set<AuditLogEntry>().OrderBy(entry => entry.Sequence).ToListAsync();
        var enrolments = await db.Set<MethodEnrolment>().ToListAsync();
        var users = await db.Users.Where(user => user.UserName!.StartsWith("fire-")).ToListAsync();
        foreach (var user in users)
        {
            var on = enrolments.Where(row => row.UserId == user.Id).ToDictionary(row => row.Method);
            var who = $"{when}, {user.UserName}";

            // A change and its log entry are committed together or not at all.
            Assert.True(Replay(log, user.Id).SetEquals(on.Keys), $"{who}: the log tells of other methods than {string.Join(", ", on.Keys)}.");

            // A method exists with all its data or not at all; the first one comes with backup codes (R12).
            var phone = await db.Set<ConfirmedPhone>().SingleOrDefaultAsync(row => row.UserId == user.Id);
            Assert.True(phone?.Fingerprint == on.GetValueOrDefault("Sms")?.Destination, $"{who}: text messages without their number, or the other way round.");
            var codes = (await db.Set<BackupCodeSet>().AsNoTracking().FirstOrDefaultAsync(row => row.UserId == user.Id))?.Left ?? 0;
            Assert.True(codes == (on.GetValueOrDefault("BackupCodes")?.Count ?? 0), $"{who}: {codes} backup codes.");
            Assert.True(on.ContainsKey("Sms") == on.ContainsKey("BackupCodes"), $"{who}: a first method without backup codes, or the other way round.");
            Assert.True(user.TwoFactorEnabled == on.ContainsKey("Sms"), $"{who}: Identity's own flag says {user.TwoFactorEnabled}.");

            // R3: WhatsApp, if on, uses the same number as text messages.
            Assert.True(!on.TryGetValue("WhatsApp", out var whatsApp) || whatsApp.Destination == on["Sms"].Destination, $"{who}: WhatsApp alone.");
        }

        // The chain has no gap, and its head matches the last entry.
        Assert.True(log.Select(entry => entry.Sequence).SequenceEqual(Enumerable.Range(1, log.Count).Select(i => (long)i)), $"{when}: a gap in the log.");
        var head = await db.Set<AuditLogHead>().SingleAsync();
        Assert.True(head.Sequence == log.Count && head.Hash.SequenceEqual(log[^1].Hash), $"{when}: the head of the log is not its end.");

        // A code and its message are stored together or not at all.
        var groups = await db.Set<OutboxMessage>().Where(row => row.Group.StartsWith("code:")).GroupBy(row => row.Group)
            .Select(group => new { group.Key, Count = group.Count() }).ToDictionaryAsync(group => group.Key, group => group.Count);
        var sends = await db.Set<OneTimeCode>().ToDictionaryAsync(row => $"code:{row.Purpose}:{row.Method}", row => row.Sends);
        Assert.True(groups.Count == sends.Count && groups.All(group => sends.GetValueOrDefault(group.Key) == group.Value), $"{when}: codes and messages differ.");

        // A finished message keeps no payload; an unfinished one still has it.
        Assert.False(
            await db.Set<OutboxMessage>().AnyAsync(row => (row.Payload == null) != (row.State >= DeliveryState.Accepted)),
            $"{when}: a message without its text, or a text kept for nothing.");
    }

    /// <summary>
    /// Checks what holds once the outbox is empty: each message was sent exactly once, with one notification for each change.
    /// </summary>
    public static async Task CheckDrainedAsync(PortalDbContext db, int notices)
    {
        await CheckAsync(db, "at the end");
        var jobs = await db.Set<OutboxMessage>().AsNoTracking().ToListAsync();
        Assert.All(jobs, job => Assert.Equal(DeliveryState.Delivered, job.State));
        var sent = await db.Set<DevelopmentMessage>().Select(row => row.Id).ToListAsync();
        Assert.Equal(jobs.Select(job => job.Id).Order(), sent.Order());
        var changes = await db.Set<AuditLogEntry>()
            .CountAsync(entry => entry.Event == AuditEvents.MethodOn || entry.Event == AuditEvents.MethodOff);
        Assert.Equal(changes, notices);
        Assert.NotEqual(0, changes);
    }

    private static HashSet<string> Replay(IEnumerable<AuditLogEntry> log, string userId)
    {
        HashSet<string> on = [];
        foreach (var entry in log.Where(entry => entry.UserId == userId))
        {
            if (entry.Event == AuditEvents.MethodOn)
            {
                on.UnionWith(entry.Detail.Split(','));
            }
            else if (entry.Event == AuditEvents.MethodOff)
            {
                on.ExceptWith(entry.Detail.Split(','));
            }
        }

        return on;
    }
}
