namespace SecurityPortal.TwoFactor;

/// <summary>A method that ASP.NET Core Identity also has, with its data in Identity's own tables.</summary>
internal interface IIdentityImportSource
{
    /// <summary>
    /// Imports what Identity has for this person and method, encrypted or hashed as the portal does it. The caller removes
    /// what Identity stored in plain text from its tables.
    /// </summary>
    /// <param name="user">The person as Identity has them. Its second factors count only if two-factor was on there.</param>
    Task<FromIdentity> ImportAsync(PersonTransaction transaction, PortalUser user, CancellationToken cancellationToken);
}
