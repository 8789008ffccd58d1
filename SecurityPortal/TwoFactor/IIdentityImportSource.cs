namespace SecurityPortal.TwoFactor;

/// <summary>A method that ASP.NET Core Identity has as well, with something of it in tables of Identity's own.</summary>
internal interface IIdentityImportSource
{
    /// <summary>
    /// Keeps what Identity has of a person for this method, sealed or hashed as the portal does. What Identity kept readable
    /// is taken out of its tables by the caller.
    /// </summary>
    /// <param name="user">As Identity has them: what it calls a second factor counts only while two-factor is on there.</param>
    Task<FromIdentity> ImportAsync(PersonTransaction transaction, PortalUser user, CancellationToken cancellationToken);
}
