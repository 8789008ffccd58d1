using Microsoft.EntityFrameworkCore;
using SecurityPortal.Messaging.Delivery;
using SecurityPortal.Messaging.Delivery.Development;
using SecurityPortal.TwoFactor;

namespace SecurityPortal.Tests.Fixtures;

/// <summary>Finds the code that was sent for one enrolment among many sent at the same time.</summary>
internal static class SetupCodes
{
    public static async Task<string?> ReadAsync(Portal portal, string userId, StartedEnrolment setup)
    {
        await portal.DeliverAsync();
        await using var db = await portal.OpenDatabaseAsync();
        var group = $"code:enrol:{setup.Id:N}:{setup.Method}";
        var jobs = await db.Set<OutboxMessage>().Where(row => row.UserId == userId && row.Group == group)
            .OrderByDescending(row => row.CreatedAt).Select(row => row.Id).ToListAsync();
        var sent = await portal.Get<DevelopmentProvider>().ListAsync(null, CancellationToken.None);
        return sent.Where(message => jobs.Contains(message.Id)).OrderBy(message => jobs.IndexOf(message.Id))
            .Select(message => TestPerson.CodeIn(message.Text)).FirstOrDefault();
    }
}
