namespace SecurityPortal.Authentication.Sessions;

/// <summary>Is told of every session that begins, in its transaction; other folders register theirs.</summary>
internal interface ISessionStartedHandler
{
    /// <param name="transaction">The transaction that begins the session.</param>
    /// <param name="secondStep">The method that answered the second step; null when there was none.</param>
    Task BeginsAsync(PersonTransaction transaction, string? secondStep, CancellationToken cancellationToken);
}
