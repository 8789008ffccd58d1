namespace SecurityPortal.TwoFactor;

/// <summary>A method of which a person can have several items, such as keys or apps.</summary>
internal interface IHasItems
{
    Task<IReadOnlyList<MethodItem>> ListAsync(PortalDbContext db, string userId, CancellationToken cancellationToken);

    /// <summary>False when the person has no such item.</summary>
    Task<bool> RenameAsync(PersonTransaction transaction, Guid itemId, string name, CancellationToken cancellationToken);

    /// <summary>False when the person has no such item.</summary>
    Task<bool> RemoveAsync(PersonTransaction transaction, Guid itemId, CancellationToken cancellationToken);
}
