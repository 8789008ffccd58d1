using Microsoft.EntityFrameworkCore;

namespace SecurityPortal.Data;

internal static class StaffQueries
{
    /// <summary>Whether the person works for support, as the database has it now.</summary>
    public static Task<bool> IsStaffAsync(this PortalDbContext db, string userId, CancellationToken cancellationToken) => (
        from membership in db.UserRoles
        join role in db.Roles on membership.RoleId equals role.Id
        where membership.UserId == userId && PortalRoles.Staff.Contains(role.Name)
        select membership).AnyAsync(cancellationToken);
}
