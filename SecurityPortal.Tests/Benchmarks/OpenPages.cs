using System.Globalization;
using Microsoft.Playwright;
using SecurityPortal.Tests.Benchmarks.Measured;
using SecurityPortal.Tests.Browser;
using SecurityPortal.Tests.Fixtures;

namespace SecurityPortal.Tests.Benchmarks;

/// <summary>How much memory each two-factor page takes while real browsers keep it open, beside a plain MudBlazor page.</summary>
public sealed class OpenPages(Chromium chromium)
{
    private const int Step = 25;
    private const int Steps = 4;

    [OnDemand]
    public async Task Managed_heap_for_each_open_settings_page()
    {
        var figures = new Figures("Managed heap of the program, after a full collection", "", "pages open", "KB", "KB a page over the first");
        await using var portal = new ThisPortal();
        await portal.PrepareAsync(people: 0);
        await portal.StartAsync(
            ("ASPNETCORE_HOSTINGSTARTUPASSEMBLIES", typeof(MeasuredPortal).Assembly.GetName().Name!), ("Measure__Heap", "true"),
            ("Sessions__MaxPagesPerPerson", "1000"));
        var window = await BrowserWindow.OpenAsync(chromium, new() { BaseURL = portal.Address.ToString() });
        await window.TypePasswordAsync("alice");
        await window.ExpectSignedInAsync();
        await MeasureAsync(portal, window, figures);

        await using var plain = new PlainMudBlazorPage();
        await plain.PrepareAsync(people: 0);
        await plain.StartAsync(("Measure__Heap", "true"));
        await MeasureAsync(plain, await BrowserWindow.OpenAsync(chromium, new() { BaseURL = plain.Address.ToString() }), figures);
        figures.Print($"{typeof(OpenPages).FullName}.{nameof(Managed_heap_for_each_open_settings_page)}");
    }

    private static async Task MeasureAsync(Contender contender, BrowserWindow window, Figures figures)
    {
        await OpenAsync(contender, window.Page);
        var first = await HeapAsync(contender.Running);
        figures.Add(contender.Name, 1, $"{first / 1024}", "");
        var pages = 0;
        for (var step = 1; step <= Steps; step++)
        {
            for (var i = 0; i < Step; i++, pages++)
            {
                await OpenAsync(contender, (await window.OpenTabAsync()).Page);
            }

            var heap = await HeapAsync(contender.Running);
            figures.Add(contender.Name, pages + 1, $"{heap / 1024}", $"{(heap - first) / 1024.0 / pages:F0}");
        }

        await window.Context.CloseAsync();
    }

    private static async Task OpenAsync(Contender contender, IPage page)
    {
        await page.GotoAsync(contender.MethodsPath);
        await page.Locator("#switch-Sms:enabled").WaitForAsync(new() { State = WaitForSelectorState.Attached });
    }

    private static async Task<long> HeapAsync(PortalProcess process)
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
