using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using SecurityPortal.Tests.Fixtures;

namespace SecurityPortal.Tests.Browser;

/// <summary>
/// A story told in a real browser. It fails if any browser complained; a failed story leaves a picture and the text of every page
/// in the folder <c>TestResults</c>.
/// </summary>
public abstract class BrowserTest(Chromium chromium) : IAsyncLifetime
{

    // Scripts that run in a page have no time limit of their own, so a hanging story is ended by closing its browsers.
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(4);
    private readonly List<BrowserWindow> _windows = [];
    private Timer? _limit;

    /// <summary>The test that runs, as "class.method".</summary>
    internal static string Story => TestContext.Current.TestMethod is { } method ? $"{method.TestClass.TestClassSimpleName}.{method.MethodName}" : "";

    private protected ListeningPortal Portal { get; private set; } = null!;

    /// <summary>The settings of this story's portal.</summary>
    private protected virtual (string Key, string Value)[] Settings => [];

    /// <summary>Changes to the services of this story's portal.</summary>
    private protected virtual Action<IServiceCollection>? WithServices => null;

    public ValueTask InitializeAsync()
    {
        _limit = new(_ => _ = Task.WhenAll(Contexts().Select(context => context.CloseAsync())), null, Longest, Timeout.InfiniteTimeSpan);
        Portal = new ListeningPortal(Settings, WithServices);
        return ValueTask.CompletedTask;
    }

    public async ValueTask DisposeAsync()
    {
        var failed = TestContext.Current.TestState?.Result == TestResult.Failed;
        var troubles = _windows.SelectMany(window => window.Troubles).ToList();
        if (failed || troubles.Count > 0)
        {
            await SaveAsync();
        }

        foreach (var context in Contexts())
        {
            await Chromium.WithoutWaitingForeverAsync(context.CloseAsync());
        }

        await _limit!.DisposeAsync();

        await Portal.DisposeAsync();
        GC.SuppressFinalize(this);
        if (!failed)
        {
            Assert.Empty(troubles);
            chromium.Controls.End(Story);
        }
    }

    /// <summary>Opens a new browser without cookies.</summary>
    private protected async Task<BrowserWindow> OpenBrowserAsync(
        Device device = Device.Desktop, Action<BrowserNewContextOptions>? with = null)
    {
        var options = new BrowserNewContextOptions
        {
            BaseURL = Portal.Url,
            ViewportSize = device switch
            {
                Device.Desktop => new() { Width = 1280, Height = 900 },
                Device.Phone => new() { Width = 360, Height = 740 },
                Device.NarrowPhone => new() { Width = 320, Height = 640 },
            },
            HasTouch = device != Device.Desktop,
            IsMobile = device != Device.Desktop,
            Locale = "en-GB",
            TimezoneId = "Europe/London",
        };
        with?.Invoke(options);
        var window = await BrowserWindow.OpenAsync(chromium, options);
        window.Page.SetDefaultTimeout(Chromium.PatienceMilliseconds);
        _windows.Add(window);
        return window;
    }

    /// <summary>Opens another tab of the same browser.</summary>
    private protected async Task<BrowserWindow> OpenTabAsync(BrowserWindow window)
    {
        var tab = await window.OpenTabAsync();
        _windows.Add(tab);
        return tab;
    }

    /// <summary>Opens a browser in which this person is at the two-factor screen.</summary>
    private protected async Task<BrowserWindow> OpenTwoFactorAsync(string name, Device device = Device.Desktop)
    {
        var window = await OpenBrowserAsync(device);
        await window.TypePasswordAsync(name);
        await window.ExpectSignedInAsync();
        await window.OpenTwoFactorAsync();
        return window;
    }

    private IEnumerable<IBrowserContext> Contexts() => [.. _windows.Select(window => window.Context).Distinct()];

    private async Task SaveAsync()
    {
        var test = TestContext.Current.Test?.TestDisplayName.Split('.').Last() ?? "test";
        var name = string.Concat(test.Select(letter => char.IsLetterOrDigit(letter) ? letter : '_'));
        var folder = Directory.CreateDirectory(Path.Combine(Repository.Root, "TestResults", "browser")).FullName;
        for (var i = 0; i < _windows.Count; i++)
        {
            var page = _windows[i].Page;
            var file = Path.Combine(folder, $"{name}-{i + 1}");
            await page.ScreenshotAsync(new() { Path = $"{file}.png", FullPage = true });
            await File.WriteAllLinesAsync(
                $"{file}.txt",
                [page.Url, "", .. _windows[i].Troubles, "", await page.Locator("body").AriaSnapshotAsync()]);
        }
    }
}

/// <summary>The device on which a person uses the portal.</summary>
public enum Device
{
    Desktop,
    Phone,

    /// <summary>As narrow as WCAG 2.2, 1.4.10 requires.</summary>
    NarrowPhone,
}
