using Microsoft.Playwright;
using SecurityPortal.Tests.Fixtures;

namespace SecurityPortal.Tests.Browser;

/// <summary>
/// Writes what a screen reader is told about every page and dialog, in reading order: roles, names and states. Runs only when
/// asked for by name; the files go to <c>TestResults/accessibility</c>.
/// </summary>
public sealed class AccessibilityTrees(Chromium chromium) : BrowserTest(chromium)
{
    private static readonly string Folder = Path.Combine(Repository.Root, "TestResults", "accessibility");

    [OnDemand]
    public async Task Of_every_page()
    {
        Directory.CreateDirectory(Folder);
        var window = await OpenBrowserAsync(with: options => options.ReducedMotion = ReducedMotion.Reduce);
        var number = 0;

        await new Tour(window, Portal, place => WriteAsync(window, $"{++number:00} {place}")).WalkAsync();

        Assert.True(number > 0);
    }

    // The title comes first, because nothing else says which page this is.
    private static async Task WriteAsync(BrowserWindow window, string name)
    {
        var tree = await window.Page.Locator("body").AriaSnapshotAsync();
        var file = Path.Combine(Folder, $"{name.Replace(", ", "-").Replace(' ', '-')}.yml".ToLowerInvariant());
        await File.WriteAllTextAsync(file, $"# {await window.Page.TitleAsync()}\n{tree}\n");
    }
}
