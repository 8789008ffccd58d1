using Microsoft.Playwright;
using SecurityPortal.Tests.Fixtures;

namespace SecurityPortal.Tests.Browser;

public sealed class EveryPageTests(Chromium chromium) : BrowserTest(chromium)
{
    [Fact]
    public async Task Passes_the_checks_of_axe_and_has_enough_contrast_by_day_and_by_night()
    {
        var window = await OpenBrowserAsync(with: options => options.ReducedMotion = ReducedMotion.Reduce);
        List<string> faults = [];

        await new Tour(window, Portal, async place => faults.AddRange(await window.LookForFaultsAsync(place))).WalkAsync();

        Assert.True(faults.Count == 0, string.Join(Environment.NewLine, faults));
    }

    [Fact]
    public Task Fits_the_width_of_the_narrowest_phone() => AssertFitsAsync(Device.NarrowPhone, fontSize: "100%");

    // WCAG 2.2, 1.4.4: enlarges only the text, as phones do.
    [Fact]
    public Task Fits_the_width_of_a_phone_with_text_of_twice_the_size() => AssertFitsAsync(Device.Phone, fontSize: "200%");

    private async Task AssertFitsAsync(Device device, string fontSize)
    {
        var window = await OpenBrowserAsync(device, options => options.ReducedMotion = ReducedMotion.Reduce);
        await window.Context.AddInitScriptAsync(
            $"document.addEventListener('DOMContentLoaded', () => {{ document.documentElement.style.fontSize = '{fontSize}'; }})");
        List<string> faults = [];
        var tour = new Tour(window, Portal, async place =>
        {
            var beyond = await window.BeyondTheScreenAsync();
            faults.AddRange(beyond.Select(fault => $"{place}: {fault}"));
        });

        await tour.WalkAsync();

        Assert.True(faults.Count == 0, string.Join(Environment.NewLine, faults));
    }
}
