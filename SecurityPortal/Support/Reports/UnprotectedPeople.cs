using SecurityPortal.TwoFactor;

namespace SecurityPortal.Support.Reports;

/// <summary>Lists for leads who is not protected, a page at a time.</summary>
internal sealed class UnprotectedPeople(
    IDbContextFactory<PortalDbContext> factory, ReportGate gate, UnprotectedQuery query, MethodCatalogue catalogue)
{
    /// <summary>People per page.</summary>
    public const int PageSize = 50;

    /// <summary>Returns a page of the list, ordered by id, or why it cannot be shown.</summary>
    /// <param name="role">Only those with this role; null for everyone.</param>
    /// <param name="after">The id of the last person on the previous page; null for the first page.</param>
    public async Task<(IReadOnlyList<UnprotectedPerson> People, SupportFault? Fault)> ListAsync(
        Guid sessionId, ProtectionGap gap, string? role = null, string? after = null, CancellationToken cancellationToken = default)
    {
        if (!Enum.IsDefined(gap) || (role is not null && !PortalRoles.IsStaff(role)))
        {
            return ([], SupportFault.InvalidInput);
        }

        await using var db = await factory.CreateDbContextAsync(cancellationToken);
        var fault = await gate.ReadAsync(db, sessionId, Describe(gap, role), cancellationToken);
        return fault is null ? (await ReadAsync(db, gap, role, after, PageSize, cancellationToken), null) : ([], fault);
    }

    /// <summary>The detail of the audit entry for a list.</summary>
    public static string Describe(ProtectionGap gap, string? role) => $"{gap} {role}".Trim();

    /// <summary>Returns up to <paramref name="count"/> people after this id. The caller must check who may read them.</summary>
    public async Task<IReadOnlyList<UnprotectedPerson>> ReadAsync(
        PortalDbContext db, ProtectionGap gap, string? role, string? after, int count, CancellationToken cancellationToken)
    {
        var people = await query.People(db, gap, role)
            .Where(user => after == null || string.Compare(user.Id, after) > 0)
            .OrderBy(user => user.Id).Take(count)
            .Select(user => new { user.Id, user.UserName, user.Email }).ToListAsync(cancellationToken);
        var ids = people.Select(person => person.Id).ToList();
        var methods = (await db.Set<MethodEnrolment>().AsNoTracking().Where(row => ids.Contains(row.UserId))
            .Select(row => new { row.UserId, row.Method }).ToListAsync(cancellationToken)).ToLookup(row => row.UserId, row => row.Method);
        return [.. people.Select(person => new UnprotectedPerson(
            person.Id, person.UserName ?? "", person.Email ?? "",
            [.. methods[person.Id].Select(id => catalogue.Find(id)?.Description.Name ?? id).Order()]))];
    }
}
