namespace SecurityPortal.TwoFactor.AuthenticatorApp;

/// <summary>Configuration section <c>Methods:AuthenticatorApp</c>.</summary>
internal sealed class AuthenticatorAppOptions
{
    /// <summary>Authenticator apps that one person can have. Each is one more valid code that an attacker could guess.</summary>
    /// <value>from 1 to 100</value>
    public int MaxPerPerson { get; set; } = 20;
}
