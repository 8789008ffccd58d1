namespace SecurityPortal.Platform.Configuration;

/// <summary>
/// Configuration section <c>Portal:SupportContact</c>: the contact for people who cannot sign in. Empty values are not shown.
/// </summary>
internal sealed class SupportContactOptions
{
    /// <summary>The name of the desk, such as "IT service desk".</summary>
    /// <value>at most 60 characters</value>
    /// <default>not shown</default>
    public string Name { get; set; } = "";

    /// <summary>The address to write to.</summary>
    /// <default>not shown</default>
    public string Email { get; set; } = "";

    /// <summary>The number to call, as people read it: digits, spaces and + ( ) - . /</summary>
    /// <value>at most 40 characters</value>
    /// <default>not shown</default>
    public string Phone { get; set; } = "";

    /// <summary>When somebody answers, as people read it.</summary>
    /// <value>at most 120 characters</value>
    /// <default>not shown</default>
    public string Hours { get; set; } = "";

    /// <summary>The help page; https.</summary>
    /// <default>not shown</default>
    public string Url { get; set; } = "";

    public bool IsSet => Name.Length + Email.Length + Phone.Length + Hours.Length + Url.Length > 0;
}
