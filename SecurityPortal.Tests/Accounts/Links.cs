using System.Text.RegularExpressions;
using SecurityPortal.Tests.Fixtures;

namespace SecurityPortal.Tests.Accounts;

/// <summary>What a person finds in their mail.</summary>
internal static partial class Links
{
    /// <summary>The address in the newest mail with a link, without its host. The clock moves on by a second.</summary>
    public static async Task<string> LinkSentToAsync(this Portal portal, string to)
    {
        var mail = (await portal.SentToAsync(to)).First(sent => sent.Text.Contains("token=", StringComparison.Ordinal));
        portal.Clock.Advance(TimeSpan.FromSeconds(1));
        return Address().Match(mail.Text).Groups["path"].Value;
    }

    /// <summary>The headers of an answer without the nonce, which is new each time.</summary>
    public static string HeadersOf(this TestBrowser browser) =>
        Nonce().Replace(browser.Response!.Headers.ToString(), "");

    [GeneratedRegex(@"nonce-[^']+")]
    private static partial Regex Nonce();

    [GeneratedRegex(@"https://localhost(?<path>/\S+)")]
    private static partial Regex Address();
}
