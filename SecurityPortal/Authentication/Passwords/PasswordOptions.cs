namespace SecurityPortal.Authentication.Passwords;

/// <summary>Configuration section <c>Passwords</c>.</summary>
internal sealed class PasswordOptions
{
    /// <summary>
    /// Forms with a password or a backup code that this node works on at once, those that wait included. The next person is
    /// told that the portal is busy.
    /// </summary>
    /// <value>at least 1</value>
    /// <default>50 for each processor</default>
    public int QueueLimit { get; set; } = 50 * Environment.ProcessorCount;

    /// <summary>
    /// Times that one network can ask for the strength of a password in ten minutes. An office shares one network.
    /// </summary>
    /// <value>at least 1</value>
    public int StrengthPerNetwork { get; set; } = 300;

    /// <summary>
    /// The format in which hashes of passwords are written. Hashes of the other format are replaced at the next sign-in. An
    /// application with ASP.NET Core Identity on the same database cannot read Argon2id: set it once nobody signs in there
    /// any more.
    /// </summary>
    /// <value>Argon2id, Identity</value>
    /// <default>Argon2id; Identity on an imported database</default>
    public PasswordFormat? Format { get; set; }
}
