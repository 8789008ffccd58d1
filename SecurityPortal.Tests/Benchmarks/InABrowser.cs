using Microsoft.Playwright;
using SecurityPortal.Tests.Browser;
using SecurityPortal.Tests.Fixtures;

namespace SecurityPortal.Tests.Benchmarks;

/// <summary>How long a person waits at the two-factor page in Chromium, timed by the page, beside a plain MudBlazor page.</summary>
public sealed class InABrowser(Chromium chromium)
{
    private const int Visits = 40;
    private const int FirstVisits = 10;
    private const int Clicks = 100;

    // No more: whoever begins thirty enrolments without finishing one has to wait.
    private const int Enrolments = 15;
    private const int WarmUp = 10;

    private const string NoteWhenLive =
        """
        addEventListener('DOMContentLoaded', () => {
          const isLive = () => document.querySelector('#switch-Sms')?.matches(':enabled');
          const watch = new MutationObserver(() => {
            if (isLive()) { watch.disconnect(); window.liveAt = performance.now(); }
          });
          watch.observe(document, { subtree: true, childList: true, attributes: true });
        });
        """;

    // Measures from the click to the change in the page, and to the frame that shows it.
    private const string ClickUntil =
        """
        ([click, until]) => new Promise((done, fail) => {
          setTimeout(() => fail(`${click} changed nothing`), 30_000);
          const watch = new MutationObserver(() => {
            if (!document.querySelector(until)) return;
            watch.disconnect();
            const changed = performance.now() - began;
            const painted = new MessageChannel();
            painted.port1.onmessage = () => done([changed, performance.now() - began]);
            requestAnimationFrame(() => painted.port2.postMessage(null));
          });
          watch.observe(document, { subtree: true, childList: true, attributes: true });
          const began = performance.now();
          document.querySelector(click).click();
        })
        """;

    [OnDemand]
    public async Task Until_the_switches_answer_and_from_a_click_to_the_changed_page()
    {
        await using var portal = new ThisPortal();
        await using var plain = new PlainMudBlazorPage();
        var figures = new Figures("The two-factor page in Chromium, ms", "", "times", "p50", "p95", "p99", "longest");
        foreach (var contender in new Contender[] { portal, plain })
        {
            await contender.PrepareAsync(people: 1);
            await contender.StartAsync();
            var window = await OpenAsync(contender);
            List<double> visits = [];
            for (var i = -WarmUp; i < Visits; i++)
            {
                Note(visits, i, await VisitAsync(window.Page, contender));
            }

            Add(figures, $"{contender.Name}: from the address to switches that answer", visits);
            List<double> first = [];
            for (var i = 0; i < FirstVisits; i++)
            {
                var newcomer = await OpenAsync(contender);
                await newcomer.Page.GotoAsync("about:blank");
                first.Add(await VisitAsync(newcomer.Page, contender));
                await Chromium.WithoutWaitingForeverAsync(newcomer.Context.CloseAsync());
            }

            Add(figures, $"{contender.Name}: the same at the first visit, with all files", first);
            await ClicksAsync(
                window.Page, figures, $"{contender.Name}: a switch whose dialog reads only", "#switch-Sms", "[role=dialog] #phone-number", Clicks);
            if (contender == portal)
            {
                await ClicksAsync(
                    window.Page, figures, $"{contender.Name}: a switch whose dialog writes (a new key)",
                    $"#switch-{MethodIds.App}", "[role=dialog] [data-testid=setup-key]", Enrolments);
            }

            Assert.Empty(window.Troubles);
            await Chromium.WithoutWaitingForeverAsync(window.Context.CloseAsync());
        }

        figures.Print($"{typeof(InABrowser).FullName}.{nameof(Until_the_switches_answer_and_from_a_click_to_the_changed_page)}");
    }

    [OnDemand]
    public async Task Bytes_that_a_first_visit_brings_over_the_wire()
    {
        await using var portal = new ThisPortal();
        await using var plain = new PlainMudBlazorPage();
        var figures = new Figures(
            "The two-factor page in Chromium with an empty cache: bytes received, headers included, without the open connection's",
            "", "requests", "KB", "KB again");
        foreach (var contender in new Contender[] { portal, plain })
        {
            await contender.PrepareAsync(people: 1);
            await contender.StartAsync();
            var window = await OpenAsync(contender);
            await window.Page.GotoAsync("about:blank");
            var network = await window.Context.NewCDPSessionAsync(window.Page);
            var (requests, bytes) = (0, 0L);
            network.Event("Network.loadingFinished").OnEvent += (_, told) =>
            {
                requests++;
                bytes += (long)told!.Value.GetProperty("encodedDataLength").GetDouble();
            };
            await network.SendAsync("Network.enable");
            await network.SendAsync("Network.clearBrowserCache");
            await VisitAsync(window.Page, contender);
            var (firstRequests, first) = (requests, bytes);
            await window.Page.GotoAsync("about:blank");
            await VisitAsync(window.Page, contender);
            figures.Add(contender.Name, firstRequests, $"{first / 1024.0:F0}", $"{(bytes - first) / 1024.0:F0}");
            await Chromium.WithoutWaitingForeverAsync(window.Context.CloseAsync());
        }

        figures.Print($"{typeof(InABrowser).FullName}.{nameof(Bytes_that_a_first_visit_brings_over_the_wire)}");
    }

    private async Task<BrowserWindow> OpenAsync(Contender contender)
    {
        var window = await BrowserWindow.OpenAsync(chromium, new() { BaseURL = contender.Address.ToString() });
        if (contender is ThisPortal)
        {
            await window.GoAsync(contender.SignInPath);
            await window.Textbox("Email or user name").FillAsync("plain-0@example.com");
            await window.Textbox("Password").FillAsync(Portal.Password);
            await window.Button("Sign in").ClickAsync();
            await window.ExpectSignedInAsync();
        }

        await window.Context.AddInitScriptAsync(NoteWhenLive);
        return window;
    }

    private static async Task<double> VisitAsync(IPage page, Contender contender)
    {
        await page.GotoAsync(contender.MethodsPath);
        await page.WaitForFunctionAsync("() => window.liveAt");
        return await page.EvaluateAsync<double>("() => window.liveAt");
    }

    private static async Task ClicksAsync(IPage page, Figures figures, string what, string click, string until, int times)
    {
        List<double> changed = [];
        List<double> painted = [];
        for (var i = -WarmUp; i < times; i++)
        {
            var took = await page.EvaluateAsync<double[]>(ClickUntil, new[] { click, until });
            Note(changed, i, took[0]);
            Note(painted, i, took[1]);
            await page.Locator("[role=dialog] .dialog-close").ClickAsync();
            await page.Locator("[role=dialog]").WaitForAsync(new() { State = WaitForSelectorState.Detached });
        }

        Add(figures, what, changed);
        Add(figures, $"{what}: painted", painted);
    }

    private static void Note(List<double> times, int run, double time)
    {
        if (run >= 0)
        {
            times.Add(time);
        }
    }

    private static void Add(Figures figures, string what, List<double> times)
    {
        times.Sort();
        figures.Add(
            what, times.Count, $"{Figures.At(times, 0.5):F1}", $"{Figures.At(times, 0.95):F1}", $"{Figures.At(times, 0.99):F1}", $"{times[^1]:F1}");
    }
}
