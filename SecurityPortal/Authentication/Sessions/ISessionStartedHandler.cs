namespace SecurityPortal.Authentication.Sessions;

/// <summary>Called for every session that begins, in its transaction. Other folders register their handlers.</summary>
internal interface ISessionStartedHandler
{
    /// <param name="transaction">The transaction that begins the session.</param>
    /// <param name="secondStep">The method that answered the second step; null if there was none.</param>
    Task BeginsAsync(PersonTransaction transaction, string? secondStep, CancellationToken cancellationToken);
}
