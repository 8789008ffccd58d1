using Microsoft.Playwright;
using SecurityPortal.Tests.Browser.Controls;

[assembly: AssemblyFixture(typeof(SecurityPortal.Tests.Fixtures.Chromium))]

namespace SecurityPortal.Tests.Fixtures;

/// <summary>The one browser of a test run, started by the first test that needs it.</summary>
public sealed class Chromium : IAsyncDisposable
{
    /// <summary>How long a page may take to respond on a busy machine.</summary>
    public const float PatienceMilliseconds = 20_000;

    private static readonly TimeSpan ClosingPatience = TimeSpan.FromSeconds(30);
    private static readonly string[] Places = ["/usr/bin/chromium", "/usr/bin/chromium-browser"];

    // What Playwright itself turns off, since only the last list counts, plus the pages inside each window's address bar, which
    // no test uses and which cost as much as a page of the portal.
    private const string WithoutFeatures =
        "AvoidUnnecessaryBeforeUnloadCheckSync,DestroyProfileOnBrowserClose,DialMediaRouteProvider,GlobalMediaControls," +
        "HttpsUpgrades,LensOverlay,MediaRouter,PaintHolding,ThirdPartyStoragePartitioning," +
        "BlockOriginHeaderModificationOnRedirect,AvoidCorsURLLoaderRestartOnRedirect,Translate,AutoDeElevate," +
        "OptimizationHints,NetworkTimeServiceQuerying,AimEnabled,WebUIOmniboxPopup,WebUIOmniboxFullPopup,WebUIOmniboxAimPopup";

    private readonly Lazy<Task<(IPlaywright Playwright, IBrowser Browser)>> _started = new(StartAsync);

    /// <summary>Which of the portal's controls this run's stories saw and used.</summary>
    public ControlBook Controls { get; } = new();

    /// <summary>Opens a separate window without cookies.</summary>
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
    /// Waits for something to close, up to a limit. Now and then, when a page is navigating, the browser never reports that it
    /// closed; whatever is left ends with the browser, and the browser with the test process.
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
