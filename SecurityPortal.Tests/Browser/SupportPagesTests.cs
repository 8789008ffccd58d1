using Microsoft.Playwright;
using SecurityPortal.Tests.Fixtures;

namespace SecurityPortal.Tests.Browser;

/// <summary>Every support page, for screen readers and on a narrow screen.</summary>
public sealed class SupportPagesTests(Chromium chromium) : SupportBrowserTest(chromium)
{
    private readonly List<string> _faults = [];

    [Fact]
    public async Task Pass_the_checks_of_axe_and_fit_a_narrow_screen()
    {
        static void Still(BrowserNewContextOptions options) => options.ReducedMotion = ReducedMotion.Reduce;
        var (agent, lead) = (await OpenSupportAsync("sam", Still), await OpenSupportAsync("lee", Still));

        await new SupportTour(agent, lead, LookAsync).WalkAsync();

        Assert.True(_faults.Count == 0, string.Join(Environment.NewLine, _faults));
    }

    private async Task LookAsync(BrowserWindow window, string place)
    {
        _faults.AddRange(await window.LookForFaultsAsync(place));
        await window.Page.SetViewportSizeAsync(320, 640);
        var wide = await window.Page.EvaluateAsync<int>("document.documentElement.scrollWidth");
        if (wide > 320)
        {
            _faults.Add($"{place}: {wide} pixels wide on 320");
        }

        await window.Page.SetViewportSizeAsync(1280, 900);
    }
}
