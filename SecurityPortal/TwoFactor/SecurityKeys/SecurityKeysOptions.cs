namespace SecurityPortal.TwoFactor.SecurityKeys;

/// <summary>Configuration section <c>Methods:SecurityKeys</c>.</summary>
internal sealed class SecurityKeysOptions
{
    /// <summary>Whether a passkey that checks the person itself may sign in without the password.</summary>
    public bool PasswordlessSignIn { get; set; } = true;

    /// <summary>Security keys and passkeys that one person may have, from 1 to 100.</summary>
    public int MaxPerPerson { get; set; } = 20;

    /// <summary>Whether nobody may use a passkey that can be copied to other devices, as synced ones are.</summary>
    public bool DeviceBoundOnly { get; set; }

    /// <summary>The roles that may not: of their passkeys each stays on one device.</summary>
    public string[] DeviceBoundForRoles { get; set; } = [];

    /// <summary>
    /// How long after an offer of a passkey a person who signs in with the password is offered one again; zero for never
    /// offering any.
    /// </summary>
    public TimeSpan OfferEvery { get; set; } = TimeSpan.FromDays(90);

    /// <summary>
    /// Challenges for signing in without a password that one network may ask for in a minute by pressing the button; and as
    /// many that its browsers ask for by themselves, to offer passkeys in the name's field.
    /// </summary>
    public int AsksPerMinute { get; set; } = 60;

    /// <summary>Passkeys of one network that get nobody in before it locks for a while, and then for longer.</summary>
    public int TriesPerNetwork { get; set; } = 20;
}
