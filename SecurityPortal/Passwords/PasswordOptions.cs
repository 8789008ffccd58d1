namespace SecurityPortal.Passwords;

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
}
