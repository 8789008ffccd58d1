using Microsoft.EntityFrameworkCore;
using SecurityPortal.Messaging.Delivery;

namespace SecurityPortal.Tests.Fixtures;

/// <summary>Puts messages into a portal's outbox, and follows their delivery.</summary>
internal static class Posting
{
    public static OutgoingMessage Mail(string to) =>
        new(DeliveryChannel.Email, to, "Something changed.") { Subject = "Your account", Html = "<p>Something changed.</p>" };

    public static OutgoingMessage Text(string to, string code) =>
        new(DeliveryChannel.Sms, to, $"{code} is your SecurityPortal code. Don't share it.\n\n@localhost #{code}") { Code = code };

    public static OutgoingMessage WhatsApp(string to, string code) =>
        new(DeliveryChannel.WhatsApp, to, $"{code} is your verification code.") { Code = code };

    /// <summary>Writes a message as a change does; returns the id of its job.</summary>
    public static async Task<Guid> PostAsync(
        this Portal portal, OutgoingMessage message, TimeSpan? lifetime = null, string? group = null)
    {
        await using var db = await portal.OpenDatabaseAsync();
        await using var transaction = await db.Database.BeginTransactionAsync();
        var id = await portal.Get<Outbox>().AddAsync(
            db, "somebody", group ?? $"test:{Guid.NewGuid():N}", message, lifetime ?? TimeSpan.FromMinutes(5));
        await db.SaveChangesAsync();
        await transaction.CommitAsync();
        return id;
    }

    public static async Task<OutboxMessage> JobAsync(this Portal portal, Guid id)
    {
        await using var db = await portal.OpenDatabaseAsync();
        return await db.Set<OutboxMessage>().AsNoTracking().SingleAsync(row => row.Id == id);
    }

    /// <summary>Advances the clock and processes the outbox until the job is in one of these states.</summary>
    public static async Task<OutboxMessage> FollowAsync(this Portal portal, Guid id, params DeliveryState[] until)
    {
        for (var i = 0; i < 4000; i++)
        {
            await portal.DeliverAsync();
            if (await portal.JobAsync(id) is var job && until.Contains(job.State))
            {
                return job;
            }

            portal.Clock.Advance(TimeSpan.FromSeconds(1));
        }

        throw new InvalidOperationException($"The job is {(await portal.JobAsync(id)).State}.");
    }
}
