using Microsoft.Playwright;
using SecurityPortal.Tests.Browser.Controls;

[assembly: AssemblyFixture(typeof(SecurityPortal.Tests.Fixtures.Chromium))]

namespace SecurityPortal.Tests.Fixtures;

/// <summary>The one browser of a test run, started by the first test that wants it.</summary>
public sealed class Chromium : IAsyncDisposable
{
    /// <summary>How long a page may take for what it is asked, on a machine that has other things to do.</summary>
    public const float PatienceMilliseconds = 20_000;

    private static readonly TimeSpan ClosingPatience = TimeSpan.FromSeconds(30);
    private static readonly string[] Places = ["/usr/bin/chromium", "/usr/bin/chromium-browser"];

    // What Playwright itself turns off, as the last list counts; and the pages inside the address bar of each window, which
    // no test looks at and which cost as much as a page of the portal.
    private const string WithoutFeatures =
        "AvoidUnnecessaryBeforeUnloadCheckSync,DestroyProfileOnBrowserClose,DialMediaRouteProvider,GlobalMediaControls," +
        "HttpsUpgrades,LensOverlay,MediaRouter,PaintHolding,ThirdPartyStoragePartitioning," +
        "BlockOriginHeaderModificationOnRedirect,AvoidCorsURLLoaderRestartOnRedirect,Translate,AutoDeElevate," +
        "OptimizationHints,NetworkTimeServiceQuerying,AimEnabled,WebUIOmniboxPopup,WebUIOmniboxFullPopup,WebUIOmniboxAimPopup";

    private readonly Lazy<Task<(IPlaywright Playwright, IBrowser Browser)>> _started = new(StartAsync);

    /// <summary>Which controls of the portal the run's stories saw and used.</summary>
    public ControlBook Controls { get; } = new();

    /// <summary>A window of its own, with no cookies yet.</summary>
    public async Task<IBrowserContext> NewContextAsync(BrowserNewContextOptions options) =>
        await (await _started.Value).Browser.NewContextAsync(options);

    public async ValueTask DisposeAsync()
    {
        if (_started.IsValueCreated)
        {
            var (playwright, browser) = await _started.Value;
            await WithoutWaitingForeverAsync(browser.CloseAsync());
            playwright.Dispose();
        }
    }

    /// <summary>
    /// Waits for something to close. Now and then, when a page is just on its way elsewhere, the browser never says that it
    /// did; whatever is left goes with the browser, and that with the test process.
    /// </summary>
    public static async Task WithoutWaitingForeverAsync(Task closing)
    {
        try
        {
            await closing.WaitAsync(ClosingPatience);
        }
        catch (TimeoutException)
        {
            TestContext.Current.SendDiagnosticMessage("A browser did not close.");
        }
    }

    private static async Task<(IPlaywright, IBrowser)> StartAsync()
    {
        Assertions.SetDefaultExpectTimeout(PatienceMilliseconds);
        var playwright = await Playwright.CreateAsync();
        var browser = await playwright.Chromium.LaunchAsync(new()
        {
            ExecutablePath = Places.FirstOrDefault(File.Exists)
                ?? throw new InvalidOperationException("Chromium is missing. On Debian or Ubuntu: apt-get install chromium"),
            Args =
            [
                "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
                "--disable-component-update", "--disable-sync", $"--disable-features={WithoutFeatures}",
                "--enable-blink-features=ComputedAccessibilityInfo",
            ],
        });
        return (playwright, browser);
    }
}
