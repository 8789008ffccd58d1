using SecurityPortal.Authentication.Sessions;

namespace SecurityPortal.SignIn.Password;

/// <summary>The result of trying a name and a password.</summary>
internal abstract record PasswordResult
{
    private PasswordResult()
    {
    }

    /// <summary>Signed in: two-factor is off for this person, or the device is trusted.</summary>
    public sealed record SignedIn(string SessionToken, DeviceToken? Device) : PasswordResult
    {
        public override string ToString() => nameof(SignedIn);
    }

    /// <summary>The second step is next.</summary>
    public sealed record SecondFactorRequired(string FlowToken, DateTimeOffset ExpiresAt) : PasswordResult
    {
        public override string ToString() => nameof(SecondFactorRequired);
    }

    /// <summary>The right password, but the address of the account was never confirmed, which has to happen first.</summary>
    public sealed record ConfirmAddress(string FlowToken, DateTimeOffset ExpiresAt) : PasswordResult
    {
        public override string ToString() => nameof(ConfirmAddress);
    }

    /// <summary>The right password for a disabled account.</summary>
    public sealed record Disabled : PasswordResult;

    /// <summary>The right password for an account locked by its owner or by support that only support can unlock (R19).</summary>
    public sealed record Locked : PasswordResult;

    /// <summary>No such person, or the wrong password; it does not say which.</summary>
    public sealed record Wrong : PasswordResult;

    /// <summary>The right password, but the account is locked out after too many wrong ones.</summary>
    public sealed record AccountLocked(DateTimeOffset Until) : PasswordResult;

    /// <summary>Too many wrong passwords from this network.</summary>
    public sealed record AddressLocked(DateTimeOffset Until) : PasswordResult;
}
