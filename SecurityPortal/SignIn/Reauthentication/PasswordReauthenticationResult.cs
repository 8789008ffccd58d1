namespace SecurityPortal.SignIn.Reauthentication;

/// <summary>The result of the password step of a reauthentication.</summary>
internal abstract record PasswordReauthenticationResult
{
    private PasswordReauthenticationResult()
    {
    }

    public sealed record Confirmed(string SessionToken) : PasswordReauthenticationResult
    {
        public override string ToString() => nameof(Confirmed);
    }

    public sealed record SecondFactorRequired(string FlowToken, DateTimeOffset ExpiresAt) : PasswordReauthenticationResult
    {
        public override string ToString() => nameof(SecondFactorRequired);
    }

    public sealed record Wrong : PasswordReauthenticationResult;

    public sealed record Locked(DateTimeOffset Until) : PasswordReauthenticationResult;
}
