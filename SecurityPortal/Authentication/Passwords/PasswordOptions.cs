namespace SecurityPortal.Authentication.Passwords;

/// <summary>Configuration section <c>Passwords</c>.</summary>
internal sealed class PasswordOptions
{
    /// <summary>
    /// Forms with a password or a backup code that this node handles at once, including those that wait. Anybody beyond
    /// that is told that the portal is busy.
    /// </summary>
    /// <value>at least 1</value>
    /// <default>50 for each processor</default>
    public int QueueLimit { get; set; } = 50 * Environment.ProcessorCount;

    /// <summary>Checks of password strength per network in ten minutes. An office shares one network.</summary>
    /// <value>at least 1</value>
    public int StrengthPerNetwork { get; set; } = 300;

    /// <summary>
    /// The format in which password hashes are written. Hashes in the other format are replaced at the next sign-in. An
    /// application with ASP.NET Core Identity on the same database cannot read Argon2id, so choose it only once nobody
    /// signs in there any more.
    /// </summary>
    /// <value>Argon2id, Identity</value>
    /// <default>Argon2id; Identity on an imported database</default>
    public PasswordFormat? Format { get; set; }
}
