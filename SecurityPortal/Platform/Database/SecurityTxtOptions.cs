namespace SecurityPortal.Platform.Database;

/// <summary>
/// Configuration section <c>Portal:SecurityTxt</c>: whom researchers tell of a weakness (RFC 9116). Without a contact there is
/// no such file.
/// </summary>
internal sealed class SecurityTxtOptions
{
    /// <summary>In the order of preference, each a <c>mailto:</c>, <c>https:</c> or <c>tel:</c> address.</summary>
    public string[] Contacts { get; set; } = [];

    /// <summary>The page that says what researchers may do, https; none when empty.</summary>
    public string Policy { get; set; } = "";

    /// <summary>The languages that reports may be in, as tags such as <c>en</c>; any when empty.</summary>
    public string[] Languages { get; set; } = [];
}
