using System.Text;

namespace SecurityPortal.Accounts.Email;

/// <summary>Checks the form of an email address. Only a mail can tell whether somebody reads it there.</summary>
internal static class EmailAddress
{
    /// <summary>RFC 5321 4.5.3.1.3, without the angle brackets.</summary>
    public const int MaxLength = 254;

    /// <summary>Octets before the @ (RFC 5321 4.5.3.1.1).</summary>
    private const int MaxLocalLength = 64;

    // What RFC 5322 3.2.3 lets stand before the @ unquoted, beside letters and digits.
    private const string Marks = "!#$%&'*+-/=?^_`{|}~.";

    private static readonly IdnMapping Domains = new() { UseStd3AsciiRules = true };

    /// <summary>A new address as it is kept; null when it is refused.</summary>
    public static string? Of(string? typed) => Read(typed).Email;

    /// <summary>
    /// A new address as it is kept: without what cannot be seen around it, its letters composed (NFC), its domain in the
    /// one spelling that mail servers use (RFC 5891), without a dot at its end. Or why it is refused.
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
        if (domain is null || !domain.Contains('.', StringComparison.Ordinal)
            || Encoding.UTF8.GetByteCount(local) > MaxLocalLength || !local.All(MayStandUnquoted))
        {
            return (null, EmailFault.Incomplete);
        }

        return local.Split('.').Contains("") ? (null, EmailFault.Dots)
            : local.Length + 1 + domain.Length > MaxLength ? (null, EmailFault.Incomplete)
            : ($"{local}@{domain}", null);
    }

    /// <summary>
    /// The address of an account that there may be, in which more may stand than in a new one: accounts come from
    /// elsewhere too. Null when it can be none.
    /// </summary>
    public static string? Typed(string? typed) =>
        AccountNames.Composed(VisibleText.Trim(typed)) is { Length: > 2 and <= MaxLength } text
        && text.LastIndexOf('@') is > 0 and var at && at < text.Length - 1
            ? text
            : null;

    /// <summary>The domain as mail servers know it: in ASCII, without a dot at its end; null when it is none.</summary>
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

    /// <summary>As it is shown to the person who may not know it: <c>a•••@example.com</c>.</summary>
    public static string Masked(string email)
    {
        var at = email.LastIndexOf('@');
        return at < 1 ? "•••" : $"{email[0]}•••{email[at..]}";
    }

    private static bool MayStandUnquoted(char letter) => char.IsAscii(letter)
        ? char.IsAsciiLetterOrDigit(letter) || Marks.Contains(letter)
        : !char.IsWhiteSpace(letter) && letter != '\uFFFD';
}
