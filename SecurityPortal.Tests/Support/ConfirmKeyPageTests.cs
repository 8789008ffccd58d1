using SecurityPortal.Tests.Fixtures;

namespace SecurityPortal.Tests.Support;

/// <summary>What agents read when confirming with their key fails.</summary>
public sealed class ConfirmKeyPageTests(SharedPortal shared) : IClassFixture<SharedPortal>
{
    private const string Wrong = "That key doesn't belong to this account. Try again.";
    private readonly Portal _portal = shared.Portal;

    [Fact]
    public async Task Five_wrong_keys_are_called_wrong_and_then_the_page_says_how_long_it_is_locked()
    {
        var agent = await TestPerson.AtWorkAsync(_portal, "Support");
        var browser = await agent.Browser().GetAsync("/support/confirm");

        await FiveWrongAsync(browser);
        await browser.SubmitAsync(("code", "{}"));
        Assert.Equal("Too many attempts. Try again in 1 minute.", Error(browser));

        _portal.Clock.Advance(TimeSpan.FromMinutes(1));
        await FiveWrongAsync(browser);
        await browser.SubmitAsync(("code", "{}"));
        Assert.Equal("Too many attempts. Try again in 5 minutes.", Error(browser));
    }

    private static async Task FiveWrongAsync(TestBrowser browser)
    {
        for (var i = 0; i < 5; i++)
        {
            await browser.SubmitAsync(("code", "{}"));
            Assert.Equal(Wrong, Error(browser));
        }
    }

    private static string? Error(TestBrowser browser) =>
        browser.Page!.QuerySelector(".field-error:not([data-key-error])")?.TextContent.Trim();
}
