using SecurityPortal.TwoFactor;

namespace SecurityPortal.Support.Reports;

/// <summary>Queries who is not protected, for counts, lists and exports alike.</summary>
internal sealed class UnprotectedQuery(MethodCatalogue catalogue)
{
    /// <summary>Returns the people with this gap who have the role; of everyone when it is null.</summary>
    public IQueryable<PortalUser> People(PortalDbContext db, ProtectionGap gap, string? role)
    {
        var primary = Primary();
        var strong = catalogue.All.Select(method => method.Description)
            .Where(method => method is { IsPrimaryFactor: true, Strength: > MethodStrength.Basic }).Select(method => method.Id).ToList();
        var rows = db.Set<MethodEnrolment>();
        var people = With(db, role);
        return gap switch
        {
            ProtectionGap.NoMethod => people.Where(user => !rows.Any(row => row.UserId == user.Id && primary.Contains(row.Method))),
            ProtectionGap.WeakOnly => people.Where(user => rows.Any(row => row.UserId == user.Id && primary.Contains(row.Method))
                && !rows.Any(row => row.UserId == user.Id && strong.Contains(row.Method))),
            ProtectionGap.OneWayIn => people.Where(user =>
                rows.Count(row => row.UserId == user.Id && primary.Contains(row.Method)) == 1
                && !rows.Any(row => row.UserId == user.Id && primary.Contains(row.Method) && row.Count > 1)),
        };
    }

    // A list of ids, not a lookup for each person: few of very many people have a role.
    /// <summary>Returns all people with the role; everyone when it is null.</summary>
    public static IQueryable<PortalUser> With(PortalDbContext db, string? role) => role is null
        ? db.Users
        : db.Users.Where(user => (
            from membership in db.UserRoles
            join known in db.Roles on membership.RoleId equals known.Id
            where known.Name == role
            select membership.UserId).Contains(user.Id));

    /// <summary>Returns the ids of the primary methods.</summary>
    public IReadOnlyList<string> Primary() =>
        [.. catalogue.All.Select(method => method.Description).Where(method => method.IsPrimaryFactor).Select(method => method.Id)];
}
