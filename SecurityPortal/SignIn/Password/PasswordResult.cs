using SecurityPortal.Authentication.Sessions;

namespace SecurityPortal.SignIn.Password;

/// <summary>The result of a name and a password.</summary>
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

    /// <summary>The right password for an account whose address was never confirmed: that comes first.</summary>
    public sealed record ConfirmAddress(string FlowToken, DateTimeOffset ExpiresAt) : PasswordResult
    {
        public override string ToString() => nameof(ConfirmAddress);
    }

    /// <summary>The right password for an account that is disabled.</summary>
    public sealed record Disabled : PasswordResult;

    /// <summary>The right password for an account that its owner or support has locked, and that nothing but support opens (R19).</summary>
    public sealed record Locked : PasswordResult;

    /// <summary>No such person, or not their password; nobody is told which.</summary>
    public sealed record Wrong : PasswordResult;

    /// <summary>The right password for an account that had too many wrong ones.</summary>
    public sealed record AccountLocked(DateTimeOffset Until) : PasswordResult;

    /// <summary>Too many wrong passwords from this address.</summary>
    public sealed record AddressLocked(DateTimeOffset Until) : PasswordResult;
}
