using System.Reflection;
using Bunit;
using SecurityPortal.Platform.Web;
using SecurityPortal.Tests.Browser;
using SecurityPortal.Tests.Fixtures;

namespace SecurityPortal.Tests.Cases;

/// <summary>Browsers that report no usable time zone, and connections that never open.</summary>
public sealed partial class KnownCasesTests
{
    [Case("K9-1", "K9-3", "K9-4")]
    private async Task TimeZonesOfBrowsers(KnownCase known)
    {
        string?[] told = known.Id == "K9-1" ? [null] : [.. known.Quoted];
        var person = await (await TestPerson.CreateAsync(_portal)).SignInAsync();
        foreach (var zone in told)
        {
            await using var screen = await Screen.OfAsync(_portal, person);
            screen.JSInterop.Setup<string?>("portal.timeZone").SetResult(zone);
            var layout = screen.Render<PortalLayout>(parameters => parameters.Add(frame => frame.Body, builder =>
            {
                builder.OpenComponent<RelativeTime>(0);
                builder.AddComponentParameter(1, nameof(RelativeTime.At), new DateTimeOffset(2050, 1, 2, 12, 0, 0, TimeSpan.Zero));
                builder.CloseComponent();
            }));

            var shown = known.Expected.Contains("UTC", StringComparison.Ordinal) ? "12:00 UTC" : "17:30";
            layout.WaitForAssertion(() => Assert.EndsWith(shown, layout.Find("main time").GetAttribute("title")), TimeSpan.FromMinutes(1));
        }
    }

    // WithoutConnectionTests shows in a real browser what the page does then.
    [Case("K10-1")]
    private async Task ConnectionsThatAreBlocked(KnownCase known)
    {
        Assert.Contains("/_blazor with 403", known.Input, StringComparison.Ordinal);
        var person = await (await TestPerson.CreateAsync(_portal)).SignInAsync();

        var bar = (await person.Browser().GetAsync("/settings/security/two-factor")).Page!.GetElementById("no-connection")!;

        Assert.Equal("alert", bar.GetAttribute("role"));
        Assert.Contains("Something between you and the portal blocks WebSockets", bar.TextContent, StringComparison.Ordinal);
        Assert.NotNull(typeof(WithoutConnectionTests).GetMethod(nameof(WithoutConnectionTests.A_page_whose_connection_is_blocked_says_so_and_what_to_do))!
            .GetCustomAttribute<TheoryAttribute>());
    }
}
