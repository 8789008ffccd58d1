using System.Text.RegularExpressions;
using SecurityPortal.Messaging.Delivery;
using SecurityPortal.Tests.Fixtures;
using static Microsoft.Playwright.Assertions;

namespace SecurityPortal.Tests.Browser;

public sealed class WithoutScriptTests(Chromium chromium) : BrowserTest(chromium)
{
    private const string CarolNumber = "+14155550123";

    [Fact]
    public async Task A_person_signs_in_with_password_and_text_and_asks_for_another_one()
    {
        var window = await OpenBrowserAsync(with: options => options.JavaScriptEnabled = false);
        await window.TypePasswordAsync("carol");
        await window.TryAnotherWayAsync("Text message (SMS)");
        var first = await Portal.Postman.NextCodeAsync(DeliveryChannel.Sms, CarolNumber);

        Portal.Clock.Advance(TimeSpan.FromSeconds(31));
        await window.Button("Send a new code").ClickAsync();
        var second = await Portal.Postman.NextCodeAsync(DeliveryChannel.Sms, CarolNumber);
        Assert.NotEqual(first, second);

        await window.TypeCodeAsync(first);
        await Expect(window.Page.GetByRole(Microsoft.Playwright.AriaRole.Alert)).ToBeVisibleAsync();
        await window.TypeCodeAsync(second);
        await Expect(window.Page).ToHaveURLAsync(new Regex("/settings/security"));
        await window.ExpectStatusAsync("Two-factor authentication is on");
    }

    [Fact]
    public async Task A_code_asked_for_too_soon_is_refused_in_words()
    {
        var window = await OpenBrowserAsync(with: options => options.JavaScriptEnabled = false);
        await window.TypePasswordAsync("carol");
        await window.TryAnotherWayAsync("Text message (SMS)");
        await Portal.Postman.NextCodeAsync(DeliveryChannel.Sms, CarolNumber);

        await window.Button("Send a new code").ClickAsync();

        await Expect(window.Page.GetByRole(Microsoft.Playwright.AriaRole.Alert)).ToContainTextAsync("Wait a moment");
        Assert.False(Portal.Postman.HasMore(DeliveryChannel.Sms, CarolNumber));
    }
}
