namespace SecurityPortal.TwoFactor;

/// <summary>The result of a sign-in by one strong method, without the password.</summary>
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

    /// <summary>The address of the account was never confirmed: that comes first. The token goes into the flow's cookie.</summary>
    public sealed record ConfirmAddress(string FlowToken, DateTimeOffset ExpiresAt) : PasswordlessResult
    {
        public override string ToString() => nameof(ConfirmAddress);
    }

    /// <summary>The account is disabled; said to the person who has shown that it is theirs.</summary>
    public sealed record Disabled : PasswordlessResult;

    /// <summary>The account is locked, and this method does not open it (R19).</summary>
    public sealed record Locked : PasswordlessResult;

    /// <summary>The method is not on, or the account is gone.</summary>
    public sealed record Refused : PasswordlessResult;
}
