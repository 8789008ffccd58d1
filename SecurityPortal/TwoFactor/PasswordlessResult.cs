namespace SecurityPortal.TwoFactor;

/// <summary>The result of a sign-in with one strong method and no password.</summary>
internal abstract record PasswordlessResult
{
    private PasswordlessResult()
    {
    }

    /// <summary>Signed in; the token goes into the session cookie.</summary>
    public sealed record SignedIn(string SessionToken) : PasswordlessResult
    {
        public override string ToString() => nameof(SignedIn);
    }

    /// <summary>The account's email address must be confirmed first. The token goes into the flow's cookie.</summary>
    public sealed record ConfirmAddress(string FlowToken, DateTimeOffset ExpiresAt) : PasswordlessResult
    {
        public override string ToString() => nameof(ConfirmAddress);
    }

    /// <summary>The account is disabled. Only somebody who has proven that it is theirs is told so.</summary>
    public sealed record Disabled : PasswordlessResult;

    /// <summary>The account is locked, and this method does not unlock it (R19).</summary>
    public sealed record Locked : PasswordlessResult;

    /// <summary>The method is not on, its credential was removed, or the account is gone.</summary>
    public sealed record Refused : PasswordlessResult;
}
