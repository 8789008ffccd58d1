using SecurityPortal.Authentication.Throttling;

namespace SecurityPortal.SignIn.Password;

/// <summary>A password attempt, as it was counted before anything was checked.</summary>
/// <param name="AddressKey">The key of the network's limit.</param>
/// <param name="AccountKey">The key of the account's limit, or of its limit on a trusted device.</param>
/// <param name="AddressUntil">Until when the network has to wait; null if it need not.</param>
/// <param name="AccountUntil">The same for the account.</param>
/// <param name="IsMute">Whether the account is out of attempts, and also out of attempts at being told so.</param>
/// <param name="InARow">
/// How many wrong passwords in a row there are, counting this attempt; null if <see cref="FailureLimit.Max"/> was reached
/// before, or nobody has the name.
/// </param>
internal sealed record PasswordAttempt(
    string AddressKey, string AccountKey, DateTimeOffset? AddressUntil, DateTimeOffset? AccountUntil, bool IsMute, int? InARow);
