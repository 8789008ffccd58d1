namespace SecurityPortal.Accounts.Passwords;

/// <summary>Called whenever a password is replaced, in the same transaction; other folders register theirs.</summary>
internal interface IPasswordSetHandler
{
    Task PasswordSetAsync(PersonTransaction transaction, CancellationToken cancellationToken);
}
