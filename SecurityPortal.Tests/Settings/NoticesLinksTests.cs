using Bunit;
using SecurityPortal.Accounts.Notifications;
using SecurityPortal.Settings;
using SecurityPortal.Tests.Fixtures;
using Portal = SecurityPortal.Tests.Fixtures.Portal;

namespace SecurityPortal.Tests.Settings;

public sealed class NoticesLinksTests(SharedPortal shared) : IClassFixture<SharedPortal>
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);
    private readonly Portal _portal = shared.Portal;

    [Fact]
    public async Task New_notices_are_counted_in_the_menu_while_the_page_is_open_until_they_are_read()
    {
        var person = await (await TestPerson.CreateAsync(_portal)).SignInAsync();
        await using var screen = await Screen.OfAsync(_portal, person);
        var link = screen.Render<NotificationsLink>();
        Assert.Empty(link.FindAll("[data-testid=notice-count]"));

        await person.TurnOnAppAsync();

        var count = link.WaitForElement("[data-testid=notice-count]", Patience);
        Assert.Equal($"{await _portal.Get<SelfServiceNotifications>().CountUnreadAsync(person.Session)}", count.TextContent);
        Assert.Equal($"{count.TextContent} new", count.GetAttribute("aria-label"));

        await _portal.Get<SelfServiceNotifications>().MarkReadAsync(person.Session);
        link.WaitForAssertion(() => Assert.Empty(link.FindAll("[data-testid=notice-count]")), Patience);
    }
}
