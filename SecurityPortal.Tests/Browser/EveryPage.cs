using Microsoft.Playwright;
using SecurityPortal.Tests.Fixtures;

namespace SecurityPortal.Tests.Browser;

public sealed class EveryPage(Chromium chromium) : BrowserTest(chromium)
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
    public async Task Fits_the_width_of_the_narrowest_phone()
    {
        var window = await OpenBrowserAsync(Device.NarrowPhone, options => options.ReducedMotion = ReducedMotion.Reduce);
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
