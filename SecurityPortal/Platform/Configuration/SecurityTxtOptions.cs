namespace SecurityPortal.Platform.Configuration;

/// <summary>
/// Configuration section <c>Portal:SecurityTxt</c>: where researchers report a vulnerability (RFC 9116). Without a contact
/// there is no such file.
/// </summary>
internal sealed class SecurityTxtOptions
{
    /// <summary>Contacts in order of preference: <c>mailto:</c>, <c>https:</c> or <c>tel:</c> addresses.</summary>
    /// <default>none: there is no such file</default>
    public string[] Contacts { get; set; } = [];

    /// <summary>The page that says what researchers may do.</summary>
    /// <value>an https address</value>
    /// <default>none</default>
    public string Policy { get; set; } = "";

    /// <summary>The languages that reports can be in, as tags such as <c>en</c>.</summary>
    /// <default>any</default>
    public string[] Languages { get; set; } = [];
}
