namespace SecurityPortal.Authentication.Passwords;

/// <summary>Configuration section <c>Passwords</c>.</summary>
internal sealed class PasswordOptions
{
    /// <summary>
    /// Forms with a password or a backup code that may be under way at once on this node, those that wait included. The
    /// next one is told that the portal is busy. Fifty for each core by default, which takes a few seconds to work off.
    /// </summary>
    public int QueueLimit { get; set; } = 50 * Environment.ProcessorCount;

    /// <summary>Questions for the strength of a password that one network may ask in ten minutes. Offices share a network.</summary>
    public int StrengthPerNetwork { get; set; } = 300;

    /// <summary>
    /// <c>Argon2id</c> or <c>Identity</c>; hashes of the other format are made anew at the next sign-in. Not set, it is
    /// <c>Argon2id</c>, but <c>Identity</c> on the database of an application with ASP.NET Core Identity
    /// (<c>migrate --from-identity</c>): that goes on reading the hashes, and Argon2id is nothing to it but an error.
    /// Set <c>Argon2id</c> once nobody signs in at the application any more.
    /// </summary>
    public PasswordFormat? Format { get; set; }
}
