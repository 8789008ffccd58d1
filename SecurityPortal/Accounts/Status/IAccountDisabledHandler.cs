namespace SecurityPortal.Accounts.Status;

/// <summary>Is told of every account that is disabled or locked, in the transaction that does so; other folders register theirs.</summary>
internal interface IAccountDisabledHandler
{
    Task DisabledAsync(PersonTransaction transaction, CancellationToken cancellationToken);
}
