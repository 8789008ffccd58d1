using AngleSharp.Dom;
using Bunit;
using MudBlazor.Services;
using SecurityPortal.Platform.Database;
using SecurityPortal.Platform.Web;
using SecurityPortal.Tests.Fixtures;
using Portal = SecurityPortal.Tests.Fixtures.Portal;

namespace SecurityPortal.Tests.Platform.Web;

/// <summary>The layout of every page, and the time zone that it asks the browser for.</summary>
public sealed class PortalLayoutTests(SharedPortal shared) : IClassFixture<SharedPortal>
{
    private readonly Portal _portal = shared.Portal;

    [Theory]
    [InlineData("Europe/Berlin", "13:00")]
    [InlineData("Asia/Calcutta", "17:30")]
    [InlineData(null, "12:00 UTC")]
    [InlineData("", "12:00 UTC")]
    [InlineData("Etc/Unknown", "12:00 UTC")]
    [InlineData("UTC+5", "12:00 UTC")]
    [InlineData("../../../etc/passwd", "12:00 UTC")]
    [InlineData("a\0b", "12:00 UTC")]
    public async Task Times_are_those_of_the_browser_and_UTC_where_it_tells_none(string? told, string shown)
    {
        var person = await (await TestPerson.CreateAsync(_portal)).SignInAsync();
        await using var screen = await Screen.OfAsync(_portal, person);
        screen.JSInterop.Setup<string?>("portal.timeZone").SetResult(told);

        var layout = screen.Render<PortalLayout>(parameters => parameters.Add(frame => frame.Body, builder =>
        {
            builder.OpenComponent<RelativeTime>(0);
            builder.AddComponentParameter(1, nameof(RelativeTime.At), new DateTimeOffset(2050, 1, 2, 12, 0, 0, TimeSpan.Zero));
            builder.CloseComponent();
        }));

        layout.WaitForAssertion(() => Assert.EndsWith(shown, layout.Find("main time").GetAttribute("title")), TimeSpan.FromMinutes(1));
    }

    // MudDrawer closes itself when the browser first reports a narrow width, whatever was pressed before.
    [Fact]
    public async Task The_menu_of_a_narrow_screen_waits_until_the_width_is_known()
    {
        var person = await (await TestPerson.CreateAsync(_portal)).SignInAsync();
        await using var screen = await Screen.OfAsync(_portal, person);
        screen.JSInterop.Setup<string?>("portal.timeZone").SetResult(null);
        var width = screen.JSInterop.Setup<BrowserWindowSize>("mudResizeListener.getBrowserWindowSize");
        var layout = screen.Render<PortalLayout>();
        Assert.True(Menu(layout).HasAttribute("disabled"));
        Assert.Equal("false", Menu(layout).GetAttribute("aria-expanded"));

        width.SetResult(new() { Width = 360, Height = 780 });
        layout.WaitForAssertion(() => Assert.False(Menu(layout).HasAttribute("disabled")), TimeSpan.FromMinutes(1));
        await Menu(layout).ClickAsync(new());

        Assert.NotEmpty(layout.FindAll(".mud-drawer--open"));
        Assert.Equal("true", Menu(layout).GetAttribute("aria-expanded"));
    }

    [Fact]
    public async Task The_desk_has_a_list_of_its_own_pages_with_the_way_back_for_staff_alone()
    {
        var (agent, lead, person) = (
            await TestPerson.AtWorkAsync(_portal, PortalRoles.Support), await TestPerson.AtWorkAsync(_portal, PortalRoles.SupportLead),
            await (await TestPerson.CreateAsync(_portal)).SignInAsync());
        string[] desk = ["Start", "Cases", "Log", "Desk status", "Templates", "Your settings"];

        Assert.Equal(desk, await ListAsync(agent, "/support"));
        Assert.Equal(desk, await ListAsync(agent, "/support/cases?view=Mine"));
        Assert.Equal(desk, await ListAsync(agent, "/Support/Cases"));
        Assert.Equal(["Start", "Cases", "Log", "Desk status", "Templates", "Reports", "Your settings"], await ListAsync(lead, "/support/people/1"));
        var own = await ListAsync(agent, "/settings/security");
        Assert.Equal(("Overview", "Support"), (own[0], own[^1]));
        Assert.Equal(own[..^1], await ListAsync(person, "/settings/security"));
        Assert.DoesNotContain("Cases", await ListAsync(person, "/support"));
    }

    private static async Task<string[]> ListAsync(TestPerson person, string path) =>
        [.. (await person.Browser().GetAsync(path)).Page!.QuerySelectorAll(".side a").Select(link => Screen.Words(link))];

    private static IElement Menu(IRenderedComponent<PortalLayout> layout) => layout.Find("button[aria-label=Menu]");
}
