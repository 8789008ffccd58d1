using Deque.AxeCore.Commons;
using Deque.AxeCore.Playwright;
using Microsoft.Playwright;
using SecurityPortal.Tests.Fixtures;

namespace SecurityPortal.Tests.Browser;

public sealed class EveryPage(Chromium chromium) : BrowserTest(chromium)
{
    /// <summary>Whether the contrast of colours is looked at as well: WCAG 2.2, 1.4.3.</summary>
    private const bool WithContrast = false;

    [Theory]
    [InlineData(ColorScheme.Light)]
    [InlineData(ColorScheme.Dark)]
    public async Task Passes_the_checks_of_axe(ColorScheme scheme)
    {
        var window = await OpenBrowserAsync(with: options =>
        {
            options.ColorScheme = scheme;
            options.ReducedMotion = ReducedMotion.Reduce;
        });
        List<string> faults = [];
        var tour = new Tour(window, Portal, async place =>
        {
            var result = await window.Page.RunAxe(new AxeRunOptions
            {
                Rules = new() { ["color-contrast"] = new() { Enabled = WithContrast } },
            });
            faults.AddRange(result.Violations.Select(fault =>
                $"{place}: {fault.Id}: {fault.Help}: {string.Join(" | ", fault.Nodes.Select(node => node.Html))}"));
        });

        await tour.WalkAsync();

        Assert.True(faults.Count == 0, string.Join(Environment.NewLine, faults));
    }

    [Theory]
    [InlineData(Device.NarrowPhone)]
    [InlineData(Device.Phone)]
    public async Task Fits_the_width_of_the_screen(Device device)
    {
        var window = await OpenBrowserAsync(device, options => options.ReducedMotion = ReducedMotion.Reduce);
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
