namespace SecurityPortal.Methods.SecurityKeys;

/// <summary>Configuration section <c>Methods:SecurityKeys</c>.</summary>
internal sealed class SecurityKeysOptions
{
    /// <summary>Whether a passkey that checks the person itself may sign in without the password.</summary>
    public bool PasswordlessSignIn { get; set; } = true;

    /// <summary>Security keys and passkeys that one person may have, from 1 to 100.</summary>
    public int MaxPerPerson { get; set; } = 20;

    /// <summary>Challenges for signing in without a password that one network may ask for in a minute.</summary>
    public int AsksPerMinute { get; set; } = 60;

    /// <summary>Passkeys of one network that get nobody in before it locks for a while, and then for longer.</summary>
    public int TriesPerNetwork { get; set; } = 20;
}
