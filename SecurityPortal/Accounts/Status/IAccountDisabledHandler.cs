namespace SecurityPortal.Accounts.Status;

/// <summary>Called for every account that is disabled or locked, in the same transaction; other folders register theirs.</summary>
internal interface IAccountDisabledHandler
{
    Task DisabledAsync(PersonTransaction transaction, CancellationToken cancellationToken);
}
