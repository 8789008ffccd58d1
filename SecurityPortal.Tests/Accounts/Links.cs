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

    /// <summary>The headers of an answer without what is random in them.</summary>
    public static string HeadersOf(this TestBrowser browser) =>
        Random().Replace(browser.Response!.Headers.ToString(), "");

    [GeneratedRegex(@"nonce-[^']+|portal-browser=[^;]+")]
    private static partial Regex Random();

    [GeneratedRegex(@"https://localhost(?<path>/\S+)")]
    private static partial Regex Address();
}
