namespace SecurityPortal.Authentication.Sessions;

/// <summary>
/// Lets only a session through whose person has shown lately that it is them (ASVS 7.5.2). What that takes depends on the
/// methods that are on, so the folder that knows them implements it.
/// </summary>
internal interface IReauthenticationGuard
{
    /// <summary>
    /// Opens the transaction of a change to sessions or devices, in which the session was found alive and confirmed; null
    /// when "Confirm it's you" comes first.
    /// </summary>
    Task<ReauthenticatedChange?> BeginAsync(Guid sessionId, CancellationToken cancellationToken);
}
