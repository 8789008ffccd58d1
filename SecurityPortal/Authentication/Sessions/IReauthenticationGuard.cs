namespace SecurityPortal.Authentication.Sessions;

/// <summary>
/// Accepts only sessions that were reauthenticated recently (ASVS 7.5.2). What that takes depends on the methods that are
/// on, so it is implemented in the folder that knows them.
/// </summary>
internal interface IReauthenticationGuard
{
    /// <summary>
    /// Opens the transaction of a change to sessions or devices, and checks in it that the session is alive and recently
    /// confirmed. Returns null if "Confirm it's you" must come first.
    /// </summary>
    Task<ReauthenticatedChange?> BeginAsync(Guid sessionId, CancellationToken cancellationToken);
}
