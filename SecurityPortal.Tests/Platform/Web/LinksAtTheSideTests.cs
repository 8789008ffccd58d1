using SecurityPortal.Tests.Fixtures;

namespace SecurityPortal.Tests.Platform.Web;

/// <summary>The list of pages; Browser/MovingAboutTests shows that it follows navigation within an open page.</summary>
public sealed class LinksAtTheSideTests(SharedPortal shared) : IClassFixture<SharedPortal>
{
    private readonly Portal _portal = shared.Portal;

    [Theory]
    [InlineData("/settings/security", "Overview")]
    [InlineData("/settings/security/two-factor?fix=methods", "Two-Factor Authentication")]
    [InlineData("/settings/account", "Account")]
    [InlineData("/Settings/Security/Devices", "Devices")]
    public async Task The_page_that_is_open_is_marked_and_no_other(string path, string name)
    {
        var person = await TestPerson.CreateAsync(_portal);
        var browser = await _portal.Browser().TypePasswordAsync(person.Email);

        await browser.GetAsync(path);

        Assert.Equal(name, Assert.Single(browser.Page!.QuerySelectorAll(".side a[aria-current=page]")).TextContent.Trim());
        Assert.Equal(name, Assert.Single(browser.Page!.QuerySelectorAll(".side a.active")).TextContent.Trim());
    }

    [Theory]
    [InlineData(null, 0)]
    [InlineData("Support", 1)]
    [InlineData("SupportLead", 1)]
    public async Task The_way_to_the_console_is_there_for_those_who_work_for_support(string? role, int links)
    {
        var person = await TestPerson.CreateAsync(_portal, role);
        var browser = await _portal.Browser().TypePasswordAsync(person.Email);

        await browser.GetAsync("/settings/security/two-factor");

        Assert.Equal(links, browser.Page!.QuerySelectorAll(".side a[href='/support']").Length);
    }
}
