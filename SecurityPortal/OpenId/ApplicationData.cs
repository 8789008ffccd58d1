using OpenIddict.EntityFrameworkCore.Models;
using static OpenIddict.Abstractions.OpenIddictConstants;

namespace SecurityPortal.OpenId;

/// <summary>Reads the applications' part of a person's data export.</summary>
internal static class ApplicationData
{
    public static async Task<object> ReadAsync(PortalDbContext db, string userId, CancellationToken cancellationToken)
    {
        var signIns = await db.Set<ApplicationSession>().AsNoTracking().Where(row => row.UserId == userId)
            .OrderBy(row => row.CreatedAt)
            .Select(row => new { Application = row.ClientId, row.CreatedAt, row.LastUsedAt, row.EndedAt })
            .ToListAsync(cancellationToken);
        var consents = await db.Set<OpenIddictEntityFrameworkCoreAuthorization>().AsNoTracking()
            .Where(row => row.Subject == userId && row.Type == AuthorizationTypes.Permanent)
            .OrderBy(row => row.CreationDate)
            .Select(row => new { row.Application!.ClientId, row.Scopes, row.Status, row.CreationDate })
            .ToListAsync(cancellationToken);
        return new
        {
            SignIns = signIns,
            Consents = consents.Select(row => new
            {
                Application = row.ClientId,
                Scopes = JsonSerializer.Deserialize<string[]>(row.Scopes ?? "[]"),
                GivenAt = row.CreationDate,
                Holds = row.Status == Statuses.Valid,
            }),
        };
    }
}
