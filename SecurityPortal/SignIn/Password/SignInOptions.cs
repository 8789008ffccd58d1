namespace SecurityPortal.SignIn.Password;

/// <summary>Configuration section <c>SignIn</c>.</summary>
internal sealed class SignInOptions
{
    /// <summary>Wrong passwords for one account before it locks for a while, and then for longer.</summary>
    public int TriesPerAccount { get; set; } = 5;

    /// <summary>Wrong passwords from one address before it locks. Whole offices share an address.</summary>
    public int TriesPerAddress { get; set; } = 100;
}
