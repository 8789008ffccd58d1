namespace SecurityPortal.Accounts.Email;

/// <summary>Checks the syntax of email addresses. Only an email can show whether anybody reads it there.</summary>
internal static class EmailAddress
{
    /// <summary>Maximum octets of an address (RFC 5321 4.5.3.1.3, without the angle brackets).</summary>
    public const int MaxLength = 254;

    /// <summary>Maximum octets before the @ (RFC 5321 4.5.3.1.1).</summary>
    private const int MaxLocalLength = 64;

    // What RFC 5322 3.2.3 allows unquoted before the @, besides letters and digits.
    private const string Marks = "!#$%&'*+-/=?^_`{|}~.";

    private static readonly IdnMapping Domains = new() { UseStd3AsciiRules = true };

    /// <summary>Returns a new address as it is stored; null if it is refused.</summary>
    public static string? Of(string? typed) => Read(typed).Email;

    /// <summary>
    /// Returns a new address as it is stored: trimmed of invisible characters, composed (NFC), and with its domain in the
    /// ASCII form that mail servers use (RFC 5891), without a trailing dot. Otherwise returns why it is refused.
    /// </summary>
    public static (string? Email, EmailFault? Fault) Read(string? typed)
    {
        if (Typed(typed) is not { } text)
        {
            return (null, EmailFault.Incomplete);
        }

        if (VisibleText.HasHidden(text))
        {
            return (null, EmailFault.Hidden);
        }

        var at = text.LastIndexOf('@');
        var (local, domain) = (text[..at], Domain(text[(at + 1)..]));
        var localLength = Encoding.UTF8.GetByteCount(local);
        if (domain is null || !domain.Contains('.', StringComparison.Ordinal)
            || localLength > MaxLocalLength || !local.All(MayStandUnquoted))
        {
            return (null, EmailFault.Incomplete);
        }

        return local.Split('.').Contains("") ? (null, EmailFault.Dots)
            : localLength + 1 + domain.Length > MaxLength ? (null, EmailFault.Incomplete)
            : ($"{local}@{domain}", null);
    }

    /// <summary>
    /// Returns a typed address for finding an existing account; null if it cannot be an address. Allows more than
    /// <see cref="Read"/> does for a new address, because accounts also come from other applications.
    /// </summary>
    public static string? Typed(string? typed) =>
        AccountNames.Composed(VisibleText.Trim(typed)) is { Length: > 2 and <= MaxLength } text
        && text.LastIndexOf('@') is > 0 and var at && at < text.Length - 1
            ? text
            : null;

    /// <summary>
    /// Returns the domain as mail servers know it, in ASCII and without a trailing dot; null if it is not a domain.
    /// </summary>
    public static string? Domain(string domain)
    {
        try
        {
            return Domains.GetAscii(domain.EndsWith('.') ? domain[..^1] : domain).ToLowerInvariant();
        }
        catch (ArgumentException)
        {
            return null;
        }
    }

    /// <summary>Returns the address as shown to somebody who may not know it: <c>a•••@example.com</c>.</summary>
    public static string Masked(string email)
    {
        var at = email.LastIndexOf('@');
        return at < 1 ? "•••" : $"{email[0]}•••{email[at..]}";
    }

    private static bool MayStandUnquoted(char letter) => char.IsAscii(letter)
        ? char.IsAsciiLetterOrDigit(letter) || Marks.Contains(letter)
        : !char.IsWhiteSpace(letter) && letter != '\uFFFD';
}
