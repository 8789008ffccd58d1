namespace SecurityPortal.Accounts.Notifications;

/// <summary>What "This wasn't me" changed.</summary>
/// <param name="Taken">The ids of the methods that were turned off or lost single keys or apps.</param>
/// <param name="Kept">The ids of the methods in the notification that stay on all the same (R13).</param>
/// <param name="Replaced">The address that the restored one replaced; null if none was restored.</param>
/// <param name="FrozenUntil">Until when the methods are frozen.</param>
internal sealed record DisavowedChange(
    IReadOnlyList<string> Taken, IReadOnlyList<string> Kept, string? Replaced, DateTimeOffset FrozenUntil);
