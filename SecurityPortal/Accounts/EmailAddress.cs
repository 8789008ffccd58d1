using System.Net.Mail;

namespace SecurityPortal.Accounts;

/// <summary>What counts as an e-mail address. Whether somebody reads it there, only a mail can tell.</summary>
internal static class EmailAddress
{
    /// <summary>RFC 5321 4.5.3.1.3, without the angle brackets.</summary>
    public const int MaxLength = 254;

    /// <summary>The address without surrounding space; null when it is none.</summary>
    public static string? Of(string? typed)
    {
        var text = typed?.Trim();
        return text is { Length: > 2 and <= MaxLength }
            && !text.Any(letter => char.IsControl(letter) || char.IsWhiteSpace(letter) || letter is '"' or '<' or '>' or ',' or ';')
            && MailAddress.TryCreate(text, out var address)
            && address.Address == text
            && address.Host.Contains('.', StringComparison.Ordinal)
            ? text
            : null;
    }

    /// <summary>As it is shown to whoever may not know it: <c>a•••@example.com</c>.</summary>
    public static string Masked(string email)
    {
        var at = email.LastIndexOf('@');
        return at < 1 ? "•••" : $"{email[0]}•••{email[at..]}";
    }
}
