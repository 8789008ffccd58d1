using SecurityPortal.Data;

namespace SecurityPortal.Methods;

/// <summary>A method that ASP.NET Core Identity has as well, with something of it in tables of Identity's own.</summary>
internal interface IComesFromIdentity
{
    /// <summary>
    /// Moves what Identity keeps of a person for this method to where the portal keeps it, sealed or hashed; what was moved
    /// is no longer in Identity's tables. Null when there is nothing, or nothing that can be used here: that stays as it is.
    /// </summary>
    /// <param name="user">As Identity has them: what it calls a second factor counts only while two-factor is on there.</param>
    Task<AppliedSetup?> TakeOverAsync(PersonTransaction transaction, PortalUser user, CancellationToken cancellationToken);
}
