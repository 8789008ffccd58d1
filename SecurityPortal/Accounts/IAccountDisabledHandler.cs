using SecurityPortal.Data;

namespace SecurityPortal.Accounts;

/// <summary>Is told of every account that is disabled, in the transaction that disables it; other folders register theirs.</summary>
internal interface IAccountDisabledHandler
{
    Task DisabledAsync(PersonTransaction transaction, CancellationToken cancellationToken);
}
