namespace SecurityPortal.Accounts.Recovery;

/// <summary>The recovery offered to a person who has none of their methods.</summary>
internal abstract record RecoveryOffer
{
    private RecoveryOffer()
    {
    }

    /// <summary>Only support helps.</summary>
    public sealed record AskSupport : RecoveryOffer;

    /// <summary>The account is locked: no recovery opens it (R19).</summary>
    public sealed record Locked : RecoveryOffer;

    /// <param name="Wait">How long the wait would be.</param>
    /// <param name="DueAt">When it would be over if it began now.</param>
    public sealed record Offered(TimeSpan Wait, DateTimeOffset DueAt) : RecoveryOffer;

    public sealed record UnderWay(DateTimeOffset DueAt, bool LinkSent) : RecoveryOffer;

    /// <summary>The password was set by mail not long ago, and nothing but the mailbox speaks for the person yet (R15).</summary>
    /// <param name="From">From then on a wait can begin all the same.</param>
    /// <param name="Number">The masked number to which a code could go that lets it begin now; null without one.</param>
    /// <param name="CodeSent">Whether one was sent in this sign-in.</param>
    public sealed record NotYet(DateTimeOffset From, string? Number, bool CodeSent) : RecoveryOffer;

    /// <summary>The sign-in that it was asked in has ended, or the password was changed since.</summary>
    public sealed record Over : RecoveryOffer;

    /// <summary>Asked for and stopped too often.</summary>
    public sealed record TooMany(DateTimeOffset Until) : RecoveryOffer;
}
