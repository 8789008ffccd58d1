namespace SecurityPortal.Platform.Database;

/// <summary>Configuration section <c>Portal:SupportContact</c>: whom people ask who cannot get in. What is empty is not shown.</summary>
internal sealed class SupportContactOptions
{
    /// <summary>Who answers, such as "IT service desk"; at most 60 characters.</summary>
    public string Name { get; set; } = "";

    public string Email { get; set; } = "";

    /// <summary>As people are to read it, in digits, spaces and + ( ) - . /.</summary>
    public string Phone { get; set; } = "";

    /// <summary>When somebody answers, as people are to read it; at most 120 characters.</summary>
    public string Hours { get; set; } = "";

    /// <summary>A page with help, https.</summary>
    public string Url { get; set; } = "";

    public bool IsSet => Name.Length + Email.Length + Phone.Length + Hours.Length + Url.Length > 0;
}
