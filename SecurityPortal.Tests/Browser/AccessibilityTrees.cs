using Microsoft.Playwright;
using SecurityPortal.Tests.Fixtures;

namespace SecurityPortal.Tests.Browser;

/// <summary>
/// What a screen reader is told of every page and dialog, in its order, to be read: roles, names and states. Made when asked
/// for by name, into <c>TestResults/accessibility</c>.
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

    // The title is read first, and nothing but it says which page this is.
    private static async Task WriteAsync(BrowserWindow window, string name)
    {
        var tree = await window.Page.Locator("body").AriaSnapshotAsync();
        var file = Path.Combine(Folder, $"{name.Replace(", ", "-").Replace(' ', '-')}.yml".ToLowerInvariant());
        await File.WriteAllTextAsync(file, $"# {await window.Page.TitleAsync()}\n{tree}\n");
    }
}
