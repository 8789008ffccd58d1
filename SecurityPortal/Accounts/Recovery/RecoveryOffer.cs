namespace SecurityPortal.Accounts.Recovery;

/// <summary>The recovery offered to a person who can use none of their methods.</summary>
internal abstract record RecoveryOffer
{
    private RecoveryOffer()
    {
    }

    /// <summary>Only support can help.</summary>
    public sealed record AskSupport : RecoveryOffer;

    /// <summary>The account is locked: no recovery opens it (R19).</summary>
    public sealed record Locked : RecoveryOffer;

    /// <param name="Wait">How long the wait would be.</param>
    /// <param name="DueAt">When it would end if it began now.</param>
    public sealed record Offered(TimeSpan Wait, DateTimeOffset DueAt) : RecoveryOffer;

    public sealed record UnderWay(DateTimeOffset DueAt, bool LinkSent) : RecoveryOffer;

    /// <summary>
    /// The password was recently reset by email, and so far nothing but the mailbox vouches for the person (R15).
    /// </summary>
    /// <param name="From">When a wait can begin without a second channel.</param>
    /// <param name="Number">The masked number that can receive a code to let the wait begin now; null if there is none.</param>
    /// <param name="CodeSent">Whether a code was sent in this sign-in.</param>
    public sealed record NotYet(DateTimeOffset From, string? Number, bool CodeSent) : RecoveryOffer;

    /// <summary>The sign-in has ended, or the password was changed since.</summary>
    public sealed record Over : RecoveryOffer;

    /// <summary>Too many wrong codes; no code is checked until then.</summary>
    public sealed record CodesLocked(DateTimeOffset Until) : RecoveryOffer;

    /// <summary>Too many recoveries were requested in seven days.</summary>
    public sealed record TooMany(DateTimeOffset Until) : RecoveryOffer;
}
