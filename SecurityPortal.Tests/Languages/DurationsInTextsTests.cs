using System.Text.RegularExpressions;
using SecurityPortal.Accounts.Notifications;
using SecurityPortal.Settings;
using SecurityPortal.Tests.Architecture;
using SecurityPortal.Tests.Fixtures;
using SecurityPortal.TwoFactor;

namespace SecurityPortal.Tests.Languages;

/// <summary>Durations are inserted into texts as parameters, never written out: settings change, sentences stay.</summary>
public sealed partial class DurationsInTextsTests
{
    /// <summary>Texts with a duration that no setting changes.</summary>
    private static readonly string[] Fixed =
    [
        // RFC 6238, and what every app shows.
        "An app on your phone shows a new code every 30 seconds. It works offline. A fake sign-in page can still trick you into entering a code.",

        // Names of columns and charts.
        "Under a day", "Under a week",

        // Approvers.Probation and LoginRequestService.Window, which are constants.
        "You signed in to this browser with a login request, so it can't approve one within the first hour.",
        "Someone with your password keeps asking you to approve a sign-in. You won't see more requests for an hour.",
        "We stopped that sign-in, and you won't see more requests for an hour. Whoever sent the request knows your password, so change it.",

        // Singular forms, beside the texts for the plural.
        "1 minute", "1 hour", "1 minute ago", "1 hour ago", "Too many attempts. Try again in 1 minute.",
        "Your organisation requires two-factor authentication. Turn it on soon: 1 day left.",
    ];

    [Fact]
    public void No_text_has_a_duration_typed_into_it()
    {
        var typed = SourceTexts.All.Where(text => Duration().IsMatch(text.English)).ToList();

        Assert.True(typed.Count >= Fixed.Length, "The texts were not read.");
        Offences.AssertNone(typed.Where(text => !Fixed.Contains(text.English)).Select(text => $"{text.Texts.Namespace}: {text.English}"));
    }

    [Fact]
    public void Every_exception_is_still_needed() => Assert.All(
        Fixed, text => Assert.Contains(SourceTexts.All, source => source.English == text && Duration().IsMatch(text)));

    [Fact]
    public async Task The_mail_and_the_settings_say_how_long_the_link_and_the_freeze_are()
    {
        await using var portal = new Portal();
        await portal.Browser().TypePasswordAsync("alice");

        Assert.Contains("works for 7 days", Assert.Single(await portal.SentToAsync("alice@example.com")).Text);
        Assert.Contains("changes for 24 hours", portal.Get<FaultTexts>().Explain(new(MethodFault.Frozen)));
        Assert.Equal((7, 24), (SecurityPortal.Messaging.Notifications.NotificationWriter.LinkLifetime.TotalDays, Disavowal.Freeze.TotalHours));
    }

    [GeneratedRegex(
        @"\b(?:\d+|an?|the first|one|two|three|four|five|six|seven|eight|nine|ten|twelve|fifteen|twenty|thirty|sixty|half an?)[ -](?:seconds|(?:minute|hour|day|week|month|year)s?)\b",
        RegexOptions.IgnoreCase)]
    private static partial Regex Duration();
}
