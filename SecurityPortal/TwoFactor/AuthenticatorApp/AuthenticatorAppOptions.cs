namespace SecurityPortal.TwoFactor.AuthenticatorApp;

/// <summary>Configuration section <c>Methods:AuthenticatorApp</c>.</summary>
internal sealed class AuthenticatorAppOptions
{
    /// <summary>
    /// Authentication apps that one person may have, from 1 to 100. Each is one more right code for whoever guesses, and
    /// one more key to decrypt for each try.
    /// </summary>
    public int MaxPerPerson { get; set; } = 20;
}
