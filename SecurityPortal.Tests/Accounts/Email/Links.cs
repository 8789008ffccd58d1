using System.Text.RegularExpressions;
using SecurityPortal.Tests.Fixtures;

namespace SecurityPortal.Tests.Accounts.Email;

/// <summary>Reads the links in a person's mail.</summary>
internal static partial class Links
{
    /// <summary>Returns path and query of the link in the newest mail that has one. Advances the clock by a second.</summary>
    public static async Task<string> LinkSentToAsync(this Portal portal, string to)
    {
        var mail = (await portal.SentToAsync(to)).First(sent => sent.Text.Contains("token=", StringComparison.Ordinal));
        portal.Clock.Advance(TimeSpan.FromSeconds(1));
        return Address().Match(mail.Text).Groups["path"].Value;
    }

    /// <summary>Returns the headers of a response without their random parts: the nonce and the cookie values.</summary>
    public static string HeadersOf(this TestBrowser browser) =>
        Random().Replace(browser.Response!.Headers.ToString(), "");

    [GeneratedRegex(@"(?<=nonce-)[^']+|(?<=__Host-[\w-]+=)[^;]+")]
    private static partial Regex Random();

    [GeneratedRegex(@"https://localhost(?<path>/\S+)")]
    private static partial Regex Address();
}
