namespace SecurityPortal.Accounts.Notifications;

/// <summary>The result of the answer to a notification.</summary>
public abstract record DisavowalOutcome
{
    private DisavowalOutcome()
    {
    }

    /// <summary>"This wasn't me": all sessions have ended, and more.</summary>
    /// <param name="TurnedOff">The ids of methods that were turned off, or had the added key or app removed.</param>
    /// <param name="Kept">The ids of methods that the link may not take off (R13).</param>
    /// <param name="EmailRestored">Whether the old address is back.</param>
    /// <param name="FrozenUntil">Until then methods stay as they are.</param>
    /// <param name="LinkAt">When a link to get back in is mailed; null where no wait for one began.</param>
    public sealed record Done(
        IReadOnlyList<string> TurnedOff, IReadOnlyList<string> Kept, bool EmailRestored, DateTimeOffset FrozenUntil,
        DateTimeOffset? LinkAt) : DisavowalOutcome
    {
        /// <summary>The ids of the methods that open the account, which is locked; null when it is open (R19).</summary>
        public IReadOnlyList<string>? OpensWith { get; init; }
    }

    /// <summary>
    /// "Lock my account", at a notification of something that was in progress: that is stopped, and the account locked.
    /// </summary>
    /// <param name="OpensWith">The ids of the methods that open it.</param>
    public sealed record Locked(IReadOnlyList<string> OpensWith) : DisavowalOutcome;

    /// <summary>"Stop this": it will not happen.</summary>
    public sealed record Stopped : DisavowalOutcome;

    /// <summary>"Stop this": it has happened already, or was stopped before.</summary>
    public sealed record TooLate : DisavowalOutcome;
}
