using System.Collections.Concurrent;
using System.Text.RegularExpressions;
using Microsoft.Playwright;
using SecurityPortal.Tests.Browser.Controls;
using SecurityPortal.Tests.Fixtures;
using static Microsoft.Playwright.Assertions;

namespace SecurityPortal.Tests.Browser;

/// <summary>A browser that one person uses, with its own cookies. Finds elements by the names that people see or hear.</summary>
internal sealed class BrowserWindow
{
    private readonly ConcurrentQueue<string> _troubles = new();

    private BrowserWindow(IBrowserContext context, IPage page)
    {
        Context = context;
        Page = page;
        context.Console += (_, message) =>
        {
            if (message.Type is "error" or "warning" && !IsLeaving(message.Text))
            {
                _troubles.Enqueue($"{message.Type}: {message.Text} ({message.Location})");
            }
        };
        context.WebError += (_, error) => _troubles.Enqueue($"script: {error.Error}");
    }

    public IBrowserContext Context { get; }

    public IPage Page { get; }

    /// <summary>What the browser complained about: script errors, refused content, missing files.</summary>
    public IReadOnlyCollection<string> Troubles => IsForger ? [] : _troubles;

    /// <summary>Whether the test tampers with the page's traffic, so that complaints are expected.</summary>
    public bool IsForger { get; set; }

    // Leaving a page while it is still connecting makes the browser complain about a page that is gone. On a page that stays, the
    // tests that wait for its controls notice a failed connection.
    private static bool IsLeaving(string message) =>
        (message.StartsWith("WebSocket connection to ", StringComparison.Ordinal) && message.Contains("/_blazor", StringComparison.Ordinal))
        || message.Contains("Failed to start the transport 'WebSockets'", StringComparison.Ordinal);

    public static async Task<BrowserWindow> OpenAsync(Chromium chromium, BrowserNewContextOptions options)
    {
        var context = await chromium.NewContextAsync(options);
        await context.AddInitScriptAsync(
            "document.addEventListener('securitypolicyviolation', e => console.error(`CSP: ${e.violatedDirective} ${e.blockedURI}`))");
        var story = BrowserTest.Story;
        BrowserWindow? window = null;
        await context.ExposeFunctionAsync(ControlScript.Binding, (string line) => chromium.Controls.Note(line, story, window?.IsForger == true));
        await context.AddInitScriptAsync(ControlScript.Text);
        return window = new(context, await context.NewPageAsync());
    }

    /// <summary>Opens another tab of the same browser.</summary>
    public async Task<BrowserWindow> OpenTabAsync() => new(Context, await Context.NewPageAsync());

    public ILocator Heading(string name) => Page.GetByRole(AriaRole.Heading, new() { Name = name, Exact = true });

    public ILocator Button(string name) => Page.GetByRole(AriaRole.Button, new() { Name = name, Exact = true });

    public ILocator Link(string name) => Page.GetByRole(AriaRole.Link, new() { Name = name, Exact = true });

    public ILocator Textbox(string name) => Page.GetByRole(AriaRole.Textbox, new() { Name = name, Exact = true });

    public ILocator Switch(string name) => Page.GetByRole(AriaRole.Switch, new() { Name = name, Exact = true });

    public ILocator Row(string id) => Page.GetByTestId($"method-{id}");

    public ILocator Dialog(string name) => Page.GetByRole(AriaRole.Dialog, new() { Name = name, Exact = true });

    /// <summary>One element for each code.</summary>
    public ILocator BackupCodes => Page.GetByTestId("backup-codes").Locator(":scope > *");

    /// <summary>The button that confirms turning a method off; its name begins with "Turn off" and says what.</summary>
    public ILocator TurnOffButton => Page.GetByRole(AriaRole.Dialog)
        .GetByRole(AriaRole.Button, new() { NameRegex = new Regex("^Turn off") });

    public async Task GoAsync(string path) => await Page.GotoAsync(path);

    /// <summary>Opens a page but holds back the framework's script, so that the page does not answer until the result is set.</summary>
    public async Task<TaskCompletionSource> GoWithoutAnswersAsync(string path)
    {
        var held = new TaskCompletionSource();
        await Page.RouteAsync(new Regex(@"/_framework/blazor\.web.*\.js"), async route =>
        {
            await held.Task;
            await route.ContinueAsync();
        });
        await Page.GotoAsync(path, new() { WaitUntil = WaitUntilState.Commit });
        await Expect(Page.Locator("main h1")).ToBeVisibleAsync();
        return held;
    }

    public async Task TypePasswordAsync(string name)
    {
        await GoAsync("/sign-in");
        await Textbox("Email or user name").FillAsync($"{name}@example.com");
        await Textbox("Password").FillAsync(Portal.Password);
        await Button("Sign in").ClickAsync();
    }

    /// <summary>Types the code of the second step of a sign-in or of "Confirm it's you".</summary>
    public async Task TypeCodeAsync(string code)
    {
        await Textbox("Security code").FillAsync(code);
        await Button("Continue").ClickAsync();
    }

    /// <summary>Switches from the method that opened first to another.</summary>
    public async Task TryAnotherWayAsync(string method)
    {
        await Link("Try another way").ClickAsync();
        await Link(method).ClickAsync();
    }

    /// <summary>Waits until the page after sign-in is shown and interactive.</summary>
    public async Task ExpectSignedInAsync()
    {
        await Expect(Page).ToHaveURLAsync(new Regex("/settings/security"));
        await ExpectAnswersAsync();
    }

    /// <summary>Waits until the open page is interactive.</summary>
    public async Task ExpectAnswersAsync() => await Expect(Page.Locator("main > fieldset:enabled")).ToHaveCountAsync(1);

    /// <summary>Waits until the page with this heading is shown and interactive.</summary>
    public async Task ExpectPageAsync(string heading)
    {
        await Expect(Heading(heading)).ToBeVisibleAsync();
        await Expect(Page.Locator("main > fieldset:enabled")).ToHaveCountAsync(1);
    }

    /// <summary>Signs out and waits until that is done, because going elsewhere before would be redirected back.</summary>
    public async Task SignOutAsync()
    {
        await Button("Sign out").ClickAsync();
        await Expect(Page).ToHaveURLAsync(new Regex("/sign-in"));
    }

    /// <summary>Opens the two-factor screen and waits until it is interactive.</summary>
    public async Task OpenTwoFactorAsync(string query = "")
    {
        await GoAsync($"/settings/security/two-factor{query}");
        await ExpectTwoFactorScreenAsync();
    }

    public async Task ExpectTwoFactorScreenAsync()
    {
        await Expect(Heading("Two-Factor Authentication")).ToBeVisibleAsync();
        await Expect(Switch("Text message (SMS)")).ToBeEnabledAsync();
    }

    public async Task ExpectOnAsync(string method) => await Expect(Switch(method)).ToBeCheckedAsync();

    public async Task ExpectOffAsync(string method) => await Expect(Switch(method)).Not.ToBeCheckedAsync();

    public async Task ExpectStatusAsync(string text) =>
        await Expect(Page.GetByTestId("two-factor-status")).ToContainTextAsync(text);

    /// <summary>Returns the elements wider than the screen; a dialog can be cut off without making the page wider.</summary>
    public async Task<string[]> BeyondTheScreenAsync()
    {
        // Until the last stylesheet is loaded, a page is as wide as its pictures.
        await Page.WaitForFunctionAsync("() => document.readyState === 'complete'");
        return await Page.EvaluateAsync<string[]>(
            """
            () => {
              const width = document.documentElement.clientWidth;
              const wide = document.documentElement.scrollWidth > width ? [`the page is ${document.documentElement.scrollWidth} wide`] : [];
              const cut = [...document.querySelectorAll('main *, [role=dialog] *')].filter(element => {
                const box = element.getBoundingClientRect();
                return box.width > 0 && box.height > 0 && (box.right > width + 1 || box.left < -1)
                  && getComputedStyle(element).position !== 'fixed';
              });
              return [...wide, ...cut.slice(0, 3).map(element => element.outerHTML.slice(0, 120))];
            }
            """);
    }
}
