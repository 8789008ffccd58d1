namespace SecurityPortal.SignIn.Password;

/// <summary>Configuration section <c>SignIn</c>.</summary>
internal sealed class SignInOptions
{
    /// <summary>Wrong passwords for one account before it is locked for 1, then 5, 15 and 60 minutes.</summary>
    /// <value>from 1 to 10</value>
    public int TriesPerAccount { get; set; } = 5;

    /// <summary>
    /// Wrong passwords from one network before it is locked for 1, then 5, 15 and 60 minutes. An office shares one network.
    /// </summary>
    /// <value>at least 1</value>
    public int TriesPerAddress { get; set; } = 100;
}
