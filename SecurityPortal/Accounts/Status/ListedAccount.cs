namespace SecurityPortal.Accounts.Status;

/// <summary>An account as the operator sees it in a list.</summary>
/// <param name="Name">The user name.</param>
/// <param name="Email">The email address; null if there is none.</param>
/// <param name="Roles">All roles, including those of an application on the same database.</param>
/// <param name="State">Whether it may be used.</param>
/// <param name="DisabledUntil">Until when it is disabled, if it is.</param>
internal sealed record ListedAccount(
    string Name, string? Email, IReadOnlyList<string> Roles, AccountState State, DateTimeOffset? DisabledUntil);
