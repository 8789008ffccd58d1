using Microsoft.Playwright;
using SecurityPortal.Tests.Fixtures;
using static Microsoft.Playwright.Assertions;

namespace SecurityPortal.Tests.Browser;

/// <summary>Every page of support, as a screen reader and a narrow screen meet it.</summary>
public sealed class SupportPagesTests(Chromium chromium) : BrowserTest(chromium)
{
    private readonly List<string> _faults = [];

    [Fact]
    public async Task Pass_the_checks_of_axe_and_fit_a_narrow_screen()
    {
        var agent = await OpenBrowserAsync(with: options => options.ReducedMotion = ReducedMotion.Reduce);
        await VirtualKey.PlugInAsync(agent);
        await agent.TypePasswordAsync("sam");
        await agent.ExpectTwoFactorScreenAsync();
        await agent.Switch("Security keys").ClickAsync();
        await agent.Textbox("Name").FillAsync("Desk key");
        await agent.Button("Add security key").ClickAsync();
        await agent.SaveBackupCodesAsync();
        await agent.ExpectOnAsync("Security keys");

        await agent.GoAsync("/support");
        var box = agent.Page.GetByRole(AriaRole.Searchbox, new() { Name = "Find a person" });
        await Expect(box).ToBeEnabledAsync();
        await box.PressSequentiallyAsync("carol@");
        await Expect(agent.Link("carol@example.com")).ToBeVisibleAsync();
        await LookAsync(agent, "search");
        await agent.Link("carol@example.com").ClickAsync();
        await Expect(agent.Textbox("Ticket")).ToBeVisibleAsync();
        await LookAsync(agent, "person");
        await agent.Textbox("Ticket").FillAsync("T-1");
        await agent.Textbox("Reason").FillAsync(new string('w', 200));
        await agent.Page.GetByLabel("Nothing is lost").CheckAsync();
        await agent.Button("Open a case").ClickAsync();
        await Expect(agent.Heading("Case 1001")).ToBeVisibleAsync();
        foreach (var kind in new[] { "CodeByText", "CodeByEmail", "CallBack", "IdentityDocument" })
        {
            await agent.Page.GetByLabel("Check", new() { Exact = true }).SelectOptionAsync(kind);
            await LookAsync(agent, $"case, {kind}");
        }

        await agent.Button("Issue a temporary pass").ClickAsync();
        await Expect(agent.Button("Send to a lead")).ToBeVisibleAsync();
        await LookAsync(agent, "dialog");
        await agent.Button("Send to a lead").ClickAsync();
        await Expect(agent.Page.GetByTestId("action-state")).ToBeVisibleAsync();
        await LookAsync(agent, "case, asked");
        await agent.Button("Withdraw").ClickAsync();
        await Expect(agent.Button("Withdraw the request")).ToBeVisibleAsync();
        await LookAsync(agent, "dialog, withdraw");
        await agent.Button("Withdraw the request").ClickAsync();
        await Expect(agent.Page.GetByTestId("action-state")).ToHaveTextAsync("Withdrawn");
        await agent.Page.GetByText("Report something as lost or stolen").ClickAsync();
        await LookAsync(agent, "case, losses");
        await agent.Button("Close the case").ClickAsync();
        await agent.Page.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Button, new() { Name = "Close the case" }).ClickAsync();
        await Expect(agent.Button("Reopen the case")).ToBeVisibleAsync();
        await agent.Button("Reopen the case").ClickAsync();
        await Expect(agent.Textbox("Reason")).ToBeVisibleAsync();
        await LookAsync(agent, "dialog, reopen");
        await agent.Button("Cancel").ClickAsync();
        foreach (var path in new[] { "/support", "/support/cases", "/support/cases?view=all", "/support/log?kind=everything", "/support/overview" })
        {
            await agent.GoAsync(path);

            // The title is gone for a moment while the circuit takes the page over.
            await agent.ExpectAnswersAsync();
            await LookAsync(agent, path);
        }

        await agent.GoAsync("/support/confirm");
        await Expect(agent.Page.Locator("h1")).ToBeVisibleAsync();
        await LookAsync(agent, "/support/confirm");

        Assert.True(_faults.Count == 0, string.Join(Environment.NewLine, _faults));
    }

    private async Task LookAsync(BrowserWindow window, string place)
    {
        _faults.AddRange(await window.LookForFaultsAsync(place));
        await window.Page.SetViewportSizeAsync(320, 640);
        var wide = await window.Page.EvaluateAsync<int>("document.documentElement.scrollWidth");
        if (wide > 320)
        {
            _faults.Add($"{place}: {wide} pixels wide on 320");
        }

        await window.Page.SetViewportSizeAsync(1280, 900);
    }
}
