using System.Diagnostics.CodeAnalysis;
using System.Text;
using Microsoft.AspNetCore.Identity;

namespace SecurityPortal.Accounts.Email;

/// <summary>
/// The one spelling under which names and addresses are looked up. As Identity's own, but one mailbox has one: whether its
/// domain is typed in letters of its language or in ASCII, and with or without a dot at its end. And nothing that is typed
/// makes it fail.
/// </summary>
internal sealed class AccountNames : ILookupNormalizer
{
    [return: NotNullIfNotNull(nameof(name))]
    public string? NormalizeName(string? name) => name is null ? null : OneDomain(Composed(name)).ToUpperInvariant();

    [return: NotNullIfNotNull(nameof(email))]
    public string? NormalizeEmail(string? email) => NormalizeName(email);

    /// <summary>The text with its letters composed (NFC). What .NET refuses to compose becomes U+FFFD.</summary>
    public static string Composed(string text) => StorableText.Of(text).Replace('\uFFFE', '\uFFFD').Normalize();

    private static string OneDomain(string name)
    {
        var at = name.LastIndexOf('@');
        var domain = name[(at + 1)..];

        // Almost all are in ASCII already, and cost nothing here.
        return at < 1 || (Ascii.IsValid(domain) && !domain.EndsWith('.')) ? name
            : $"{name[..(at + 1)]}{EmailAddress.Domain(domain) ?? domain}";
    }
}
