using System.Globalization;
using Microsoft.Playwright;
using SecurityPortal.Tests.Benchmarks.Measured;
using SecurityPortal.Tests.Browser;
using SecurityPortal.Tests.Fixtures;

namespace SecurityPortal.Tests.Benchmarks;

/// <summary>What each open two-factor page holds in the portal's memory, while real browsers keep it open.</summary>
public sealed class OpenPages(Chromium chromium)
{
    private const int Step = 25;
    private const int Steps = 4;

    [OnDemand]
    public async Task Managed_heap_for_each_open_settings_page()
    {
        await using var portal = new ThisPortal();
        await portal.PrepareAsync(people: 0);
        await portal.StartAsync(
            ("ASPNETCORE_HOSTINGSTARTUPASSEMBLIES", typeof(MeasuredPortal).Assembly.GetName().Name!), ("Measure__Heap", "true"),
            ("Sessions__MaxPagesPerPerson", "1000"));
        var window = await BrowserWindow.OpenAsync(chromium, new() { BaseURL = portal.Address.ToString() });
        await window.TypePasswordAsync("alice");
        await window.ExpectSignedInAsync();
        await window.OpenTwoFactorAsync();
        var figures = new Figures("Managed heap of the portal, after a full collection", "pages open", "KB", "KB a page over the first");
        var first = await MeasureAsync(portal.Running);
        figures.Add(1, $"{first / 1024}", "");
        List<IPage> pages = [];
        for (var step = 1; step <= Steps; step++)
        {
            for (var i = 0; i < Step; i++)
            {
                var tab = await window.OpenTabAsync();
                await tab.OpenTwoFactorAsync();
                pages.Add(tab.Page);
            }

            var heap = await MeasureAsync(portal.Running);
            figures.Add(pages.Count + 1, $"{heap / 1024}", $"{(heap - first) / 1024.0 / pages.Count:F0}");
        }

        await window.Context.CloseAsync();
        figures.Print($"{typeof(OpenPages).FullName}.{nameof(Managed_heap_for_each_open_settings_page)}");
    }

    private static async Task<long> MeasureAsync(PortalProcess process)
    {
        await process.WriteLineAsync("heap");
        string? line;
        do
        {
            line = await process.ReadLineAsync() ?? throw new InvalidOperationException(process.Log);
        }
        while (!line.StartsWith("heap ", StringComparison.Ordinal));
        return long.Parse(line.Split(' ')[1], CultureInfo.InvariantCulture);
    }
}
