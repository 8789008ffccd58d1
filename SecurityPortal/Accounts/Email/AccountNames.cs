using System.Diagnostics.CodeAnalysis;
using Microsoft.AspNetCore.Identity;

namespace SecurityPortal.Accounts.Email;

/// <summary>
/// Normalizes names and addresses for look-ups, like Identity's own normalizer, except that a mailbox has only one
/// normalized form: its domain may be typed in Unicode or in ASCII, with or without a trailing dot. Never throws, whatever
/// was typed.
/// </summary>
internal sealed class AccountNames : ILookupNormalizer
{
    [return: NotNullIfNotNull(nameof(name))]
    public string? NormalizeName(string? name) => name is null ? null : OneDomain(Composed(name)).ToUpperInvariant();

    [return: NotNullIfNotNull(nameof(email))]
    public string? NormalizeEmail(string? email) => NormalizeName(email);

    /// <summary>Returns the text with its letters composed (NFC). What .NET refuses to compose becomes U+FFFD.</summary>
    public static string Composed(string text) => StorableText.Of(text).Replace('\uFFFE', '\uFFFD').Normalize();

    private static string OneDomain(string name)
    {
        var at = name.LastIndexOf('@');
        var domain = name[(at + 1)..];

        // Almost all domains are in ASCII already and need no conversion.
        return at < 1 || (Ascii.IsValid(domain) && !domain.EndsWith('.')) ? name
            : $"{name[..(at + 1)]}{EmailAddress.Domain(domain) ?? domain}";
    }
}
