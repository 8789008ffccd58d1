using System.Text.RegularExpressions;
using SecurityPortal.Tests.Fixtures;

namespace SecurityPortal.Tests.Accounts.Email;

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

    /// <summary>The headers of an answer without what is random: the nonce, and the values of cookies.</summary>
    public static string HeadersOf(this TestBrowser browser) =>
        Random().Replace(browser.Response!.Headers.ToString(), "");

    [GeneratedRegex(@"(?<=nonce-)[^']+|(?<=__Host-[\w-]+=)[^;]+")]
    private static partial Regex Random();

    [GeneratedRegex(@"https://localhost(?<path>/\S+)")]
    private static partial Regex Address();
}
