namespace SecurityPortal.Accounts.Recovery;

/// <summary>The result of the link at the end of a wait.</summary>
internal abstract record RecoveryLinkUse
{
    private RecoveryLinkUse()
    {
    }

    /// <summary>All methods are off.</summary>
    public sealed record Done : RecoveryLinkUse;

    /// <summary>The link was used, is too old, or was stopped, by a new password among other things.</summary>
    public sealed record Over : RecoveryLinkUse;

    public sealed record WrongPassword : RecoveryLinkUse;

    /// <summary>Too many wrong passwords.</summary>
    public sealed record Locked(DateTimeOffset Until) : RecoveryLinkUse;
}
