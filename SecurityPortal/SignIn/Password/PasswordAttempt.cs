using SecurityPortal.Authentication.Throttling;

namespace SecurityPortal.SignIn.Password;

/// <summary>One attempt at a password, as it was counted before anything was looked at.</summary>
/// <param name="AddressKey">The key of the network's limit.</param>
/// <param name="AccountKey">The key of the account's limit, or of the account on a trusted device.</param>
/// <param name="AddressUntil">Until when the network has to wait; null when it need not.</param>
/// <param name="AccountUntil">The same for the account.</param>
/// <param name="IsMute">Whether the account is out of tries, and out of tries at being told so.</param>
/// <param name="InARow">
/// How many in a row there are with this one; null when <see cref="FailureLimit.Max"/> was reached before, or there is nobody
/// of that name.
/// </param>
internal sealed record PasswordAttempt(
    string AddressKey, string AccountKey, DateTimeOffset? AddressUntil, DateTimeOffset? AccountUntil, bool IsMute, int? InARow);
