namespace SecurityPortal.Platform.Database;

internal static class StaffQueries
{
    // Runs at each second step.
    private static readonly CompiledQuery<Func<PortalDbContext, string, CancellationToken, Task<bool>>> Staff = new(() =>
        EF.CompileAsyncQuery((PortalDbContext db, string userId, CancellationToken _) => (
            from membership in db.UserRoles
            join role in db.Roles on membership.RoleId equals role.Id
            where membership.UserId == userId && PortalRoles.Staff.Contains(role.Name)
            select membership).Any()));

    /// <summary>Whether the person currently works for support, according to the database.</summary>
    public static Task<bool> IsStaffAsync(this PortalDbContext db, string userId, CancellationToken cancellationToken) =>
        Staff.For(db)(db, userId, cancellationToken);
}
