using System.Globalization;
using SecurityPortal.Tests.Fixtures;
using static Microsoft.Playwright.Assertions;

namespace SecurityPortal.Tests.Browser;

public sealed class RecoveryTests(Chromium chromium) : BrowserTest(chromium)
{
    [Fact]
    public async Task The_end_of_the_wait_is_told_by_the_clock_on_the_persons_wall()
    {
        var window = await OpenBrowserAsync(with: options => options.TimezoneId = "Asia/Tokyo");
        await window.TypePasswordAsync("carol");
        await window.Link("Try another way").ClickAsync();
        await window.Link("I can't use any of these").ClickAsync();

        var end = window.Page.Locator("main time");
        var at = DateTimeOffset.Parse((await end.GetAttributeAsync("datetime"))!, CultureInfo.InvariantCulture);
        var there = TimeZoneInfo.ConvertTimeBySystemTimeZoneId(at, "Asia/Tokyo");
        await Expect(end).ToContainTextAsync(there.ToString("H:mm", CultureInfo.InvariantCulture));
        await Expect(end).ToContainTextAsync(there.ToString("dddd", CultureInfo.InvariantCulture));
        await Expect(end).Not.ToContainTextAsync("UTC");
        await window.Button("Start recovery").ClickAsync();
        await Expect(window.Page.GetByText("The wait has begun.")).ToBeVisibleAsync();
    }
}
