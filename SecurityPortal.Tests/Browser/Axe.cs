using Deque.AxeCore.Commons;
using Microsoft.Playwright;

namespace SecurityPortal.Tests.Browser;

/// <summary>Runs axe on what a browser shows.</summary>
internal static class Axe
{
    private const string Run =
        """
        async () => {
          const { violations } = await axe.run(document, { resultTypes: ['violations'] });
          return violations.flatMap(fault => fault.nodes.map(node =>
            `${fault.id}: ${fault.help}: ${node.html} ${node.any.map(check => check.message).join(', ')}`));
        }
        """;

    private static readonly string Script = new BundledAxeScriptProvider().GetScript();

    /// <summary>
    /// Returns axe's violations on the page, in the light and in the dark theme.
    /// </summary>
    public static async Task<IReadOnlyList<string>> LookForFaultsAsync(this BrowserWindow window, string place)
    {
        if (!await window.Page.EvaluateAsync<bool>("'axe' in window"))
        {
            await window.Page.EvaluateAsync(Script);
        }

        // A new page gets its title a moment after its heading, and again when it becomes interactive.
        await window.Page.WaitForFunctionAsync("() => document.title && !document.querySelector('main > fieldset:disabled')");
        await window.Page.EmulateMediaAsync(new() { ColorScheme = ColorScheme.Light });
        var light = await window.Page.EvaluateAsync<string[]>(Run);
        await window.Page.EmulateMediaAsync(new() { ColorScheme = ColorScheme.Dark });
        var dark = await window.Page.EvaluateAsync<string[]>(Run);
        return [.. light.Select(fault => $"{place}: {fault}"), .. dark.Select(fault => $"{place}, dark: {fault}")];
    }
}
