namespace SecurityPortal.Methods.SecurityKeys;

/// <summary>Configuration section <c>Methods:SecurityKeys</c>.</summary>
internal sealed class SecurityKeysOptions
{
    /// <summary>Whether a passkey that checks the person itself may sign in without the password.</summary>
    public bool PasswordlessSignIn { get; set; } = true;

    /// <summary>Security keys and passkeys that one person may have, from 1 to 100.</summary>
    public int MaxPerPerson { get; set; } = 20;
}
