namespace SecurityPortal.TwoFactor;

/// <summary>A method of which the operator may allow some items and not others, by role.</summary>
internal interface IHeldToPolicy
{
    /// <summary>Whether at least one of the person's items is allowed to people with these roles.</summary>
    Task<bool> HasAllowedAsync(
        PortalDbContext db, string userId, IReadOnlyCollection<string> roles, CancellationToken cancellationToken);
}
