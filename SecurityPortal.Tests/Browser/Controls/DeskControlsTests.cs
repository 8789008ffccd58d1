using System.Text.RegularExpressions;
using Microsoft.Playwright;
using SecurityPortal.Tests.Fixtures;
using static Microsoft.Playwright.Assertions;

namespace SecurityPortal.Tests.Browser.Controls;

/// <summary>What agents and a lead press all day: assigning cases, saved views, templates, reports, disabling accounts (R22).</summary>
public sealed class DeskControlsTests(Chromium chromium) : SupportBrowserTest(chromium)
{
    private const string Caller = "carol@example.com";

    [Fact]
    public async Task A_lead_reads_reports_from_figure_to_list_exports_both_and_reminds_people()
    {
        var lead = await OpenSupportAsync("lee");
        await lead.Page.GetByRole(AriaRole.Navigation, new() { Name = "Support" }).GetByRole(AriaRole.Link, new() { Name = "Reports" }).ClickAsync();
        await lead.ExpectPageAsync("Reports");
        foreach (var period in new[] { "7 days", "90 days", "30 days" })
        {
            await lead.Link(period).ClickAsync();
            await Expect(lead.Link(period)).ToHaveAttributeAsync("aria-current", "page");
        }

        await Expect(lead.Page.GetByRole(AriaRole.Region, new() { Name = "Protection by method" }).First).ToContainTextAsync("Authentication app");
        await ExportAsync(lead, "Protection,Everybody,NoMethod,");
        await lead.Page.GetByRole(AriaRole.Region, new() { Name = "Unprotected people" }).First.GetByRole(AriaRole.Link).First.ClickAsync();
        await lead.ExpectPageAsync("Unprotected people");
        foreach (var gap in new[] { "Texts only", "One way in", "No method" })
        {
            await lead.Link(gap).ClickAsync();
            await Expect(lead.Link(gap)).ToHaveAttributeAsync("aria-current", "page");
        }

        await ExportAsync(lead, "alice@example.com");
        foreach (var button in new[] { "Cancel", "Close" })
        {
            await lead.Button("Remind these people").ClickAsync();
            await lead.Page.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Button, new() { Name = button, Exact = true }).ClickAsync();
            await Expect(lead.Page.GetByRole(AriaRole.Dialog)).ToBeHiddenAsync();
        }

        await lead.Button("Remind these people").ClickAsync();
        await lead.Button("Send reminders").ClickAsync();
        await Expect(lead.Page.GetByTestId("outcome")).ToContainTextAsync("reminded.");
        await lead.Button("Dismiss").ClickAsync();
        await lead.Link("alice@example.com").ClickAsync();
        await lead.ExpectPageAsync("alice@example.com");
        await lead.GoAsync("/support/reports/unprotected");
        await lead.Page.GetByRole(AriaRole.Main).GetByRole(AriaRole.Link, new() { Name = "Reports", Exact = true }).Last.ClickAsync();
        await lead.ExpectPageAsync("Reports");
        await lead.Link("Waiting for a lead").ClickAsync();
        await lead.ExpectPageAsync("Cases");
    }

    [Fact]
    public async Task An_agent_saves_a_view_comes_back_by_it_removes_it_and_wants_a_sound()
    {
        var agent = await OpenSupportAsync("sam");
        await agent.GoAsync("/support/cases?view=Overdue&sort=Due");
        await agent.Textbox("Name of this view").FillAsync("Late ones");
        await agent.Button("Save view").ClickAsync();
        await Expect(agent.Page.GetByTestId("outcome")).ToContainTextAsync("View saved.");
        await agent.Button("Dismiss").ClickAsync();
        await agent.GoAsync("/support/cases");
        await agent.Page.GetByLabel("Assigned to").SelectOptionAsync(new SelectOptionValue { Index = 1 });
        await Expect(agent.Page).ToHaveURLAsync(new Regex("agent="));

        await agent.Link("Late ones").ClickAsync();

        await Expect(agent.Page).ToHaveURLAsync(new Regex("view=Overdue&sort=Due$"));
        await agent.Button("Remove the view Late ones").ClickAsync();
        await Expect(agent.Link("Late ones")).ToHaveCountAsync(0);
        var sound = agent.Page.GetByLabel("Sound for new alarms");
        await Expect(sound).Not.ToBeCheckedAsync();
        await sound.CheckAsync();
        await agent.GoAsync("/support");
        await Expect(agent.Page.GetByLabel("Sound for new alarms")).ToBeCheckedAsync();
    }

    [Fact]
    public async Task An_account_is_disabled_with_a_lead_and_the_caller_without_a_session_checks_the_agent()
    {
        var agent = await OpenSupportAsync("sam");
        var lead = await OpenSupportAsync("lee");
        await OpenCaseAsync(agent, "carol@", Caller);
        await lead.GoAsync("/support/cases/1001");
        await lead.Page.GetByLabel("Check", new() { Exact = true }).SelectOptionAsync("IdentityDocument");
        await lead.Textbox("Who saw it, and where").FillAsync("Mia, front desk");
        await lead.Button("Record the document").ClickAsync();
        await agent.Button("Make a code").ClickAsync();
        var code = await agent.Page.GetByTestId("agent-code").InnerTextAsync();
        var caller = await OpenBrowserAsync();
        await caller.GoAsync("/verify-support");
        await caller.Textbox("Your email or user name").FillAsync(Caller);
        await caller.Textbox("Code the agent reads out").FillAsync(code);
        await caller.Button("Check the agent").ClickAsync();
        await Expect(caller.Page.GetByTestId("agent-confirmed")).ToContainTextAsync("case 1001");
        await caller.Link("Sign in to see the code that the agent must know").ClickAsync();
        await Expect(caller.Heading("Sign in")).ToBeVisibleAsync();
        await caller.TypePasswordAsync("carol");
        await caller.TypeCodeAsync(await Oathtool.CarolsCodeAsync(Portal.Clock));
        await caller.ExpectSignedInAsync();
        await caller.GoAsync("/verify-support/mine");
        await Expect(caller.Page.GetByTestId("agent-code")).ToHaveTextAsync(code);

        await agent.Button("Make a new code").ClickAsync();
        await Expect(agent.Page.GetByTestId("agent-code")).Not.ToHaveTextAsync(code);

        await agent.Button("Disable the account").ClickAsync();
        await agent.Textbox("Reason").FillAsync("They left");
        await agent.Button("Send to a lead").ClickAsync();
        await Expect(lead.Page).ToHaveTitleAsync(new Regex(@"^\(1\) Case 1001"));
        await lead.Button("Approve").ClickAsync();
        await Expect(agent.Page.GetByTestId("action-state")).ToHaveTextAsync("Done");
        foreach (var button in new[] { "Cancel", "Close" })
        {
            await agent.Button("Enable the account").ClickAsync();
            await agent.Page.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Button, new() { Name = button, Exact = true }).ClickAsync();
            await Expect(agent.Page.GetByRole(AriaRole.Dialog)).ToBeHiddenAsync();
        }

        await agent.Button("Enable the account").ClickAsync();
        await agent.Textbox("Reason").FillAsync("They came back");
        await agent.Button("Send to a lead").ClickAsync();
        await Expect(agent.Page.GetByTestId("action-state").Last).ToHaveTextAsync("Waiting for a lead");
    }

    private static async Task ExportAsync(BrowserWindow lead, string holds)
    {
        var file = await lead.Page.RunAndWaitForDownloadAsync(() => lead.Button("Export as CSV").ClickAsync());
        Assert.Contains(holds, await File.ReadAllTextAsync((await file.PathAsync())!), StringComparison.Ordinal);
    }
}
