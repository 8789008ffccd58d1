namespace SecurityPortal.Accounts.Recovery;

/// <summary>The result of using the link at the end of a wait.</summary>
internal abstract record RecoveryLinkUse
{
    private RecoveryLinkUse()
    {
    }

    /// <summary>All methods are off.</summary>
    public sealed record Done : RecoveryLinkUse;

    /// <summary>The link was already used, has expired or was stopped, for example by a new password.</summary>
    public sealed record Over : RecoveryLinkUse;

    public sealed record WrongPassword : RecoveryLinkUse;

    /// <summary>Too many wrong passwords.</summary>
    public sealed record Locked(DateTimeOffset Until) : RecoveryLinkUse;
}
