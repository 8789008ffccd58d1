namespace SecurityPortal.Accounts.Notifications;

/// <summary>The changes that "This wasn't me" undid.</summary>
/// <param name="Taken">The ids of methods that it turned off, or took single keys and apps from.</param>
/// <param name="Kept">The ids of methods that the notification is about and that stay on all the same (R13).</param>
/// <param name="Replaced">The address that the one before took the place of; null where none did.</param>
/// <param name="FrozenUntil">Until when the methods stay as they are.</param>
internal sealed record DisavowedChange(
    IReadOnlyList<string> Taken, IReadOnlyList<string> Kept, string? Replaced, DateTimeOffset FrozenUntil);
