namespace SecurityPortal.TwoFactor;

/// <summary>A method of which the operator can allow only some items, depending on the person's roles.</summary>
internal interface IHeldToPolicy
{
    /// <summary>Whether at least one of the person's items is allowed for people with these roles.</summary>
    Task<bool> HasAllowedAsync(
        PortalDbContext db, string userId, IReadOnlyCollection<string> roles, CancellationToken cancellationToken);
}
