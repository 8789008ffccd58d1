namespace SecurityPortal.TwoFactor.SecurityKeys;

/// <summary>Configuration section <c>Methods:SecurityKeys</c>.</summary>
internal sealed class SecurityKeysOptions
{
    /// <summary>Whether a passkey that verifies the person can sign in without the password.</summary>
    public bool PasswordlessSignIn { get; set; } = true;

    /// <summary>Security keys and passkeys that one person can have.</summary>
    /// <value>from 1 to 100</value>
    public int MaxPerPerson { get; set; } = 20;

    /// <summary>Whether everybody's passkeys must stay on one device; synced ones are refused.</summary>
    public bool DeviceBoundOnly { get; set; }

    /// <summary>Roles whose passkeys must stay on one device.</summary>
    /// <value>Support, SupportLead</value>
    /// <default>none</default>
    public string[] DeviceBoundForRoles { get; set; } = [];

    /// <summary>
    /// How long before a person who signs in with the password is offered a passkey again. 0 never offers one.
    /// </summary>
    /// <value>at least 0</value>
    public TimeSpan OfferEvery { get; set; } = TimeSpan.FromDays(90);

    /// <summary>
    /// Challenges for passwordless sign-in that one network can request in a minute with the button, and separately as many
    /// that its browsers request by themselves.
    /// </summary>
    /// <value>at least 1</value>
    public int AsksPerMinute { get; set; } = 60;

    /// <summary>Refused passkeys from one network before it is locked for 1, then 5, 15 and 60 minutes.</summary>
    /// <value>at least 1</value>
    public int TriesPerNetwork { get; set; } = 20;
}
