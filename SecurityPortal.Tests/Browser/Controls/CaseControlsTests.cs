using System.Text.RegularExpressions;
using Microsoft.Playwright;
using SecurityPortal.Tests.Fixtures;
using static Microsoft.Playwright.Assertions;

namespace SecurityPortal.Tests.Browser.Controls;

/// <summary>Assigning cases, their urgency, and batches of cases: each control is pressed and takes effect (R22).</summary>
public sealed class CaseControlsTests(Chromium chromium) : SupportBrowserTest(chromium)
{
    private const string Caller = "carol@example.com";

    [Fact]
    public async Task A_case_is_made_urgent_handed_over_put_back_and_taken_over()
    {
        var agent = await OpenSupportAsync("sam");
        var lead = await OpenSupportAsync("lee");
        await OpenCaseAsync(agent, "carol@", Caller);
        var work = agent.Page.GetByTestId("case-work");
        await agent.Page.GetByLabel("Priority").SelectOptionAsync("Urgent");
        await Expect(agent.Page.GetByTestId("story")).ToContainTextAsync("Urgent");
        foreach (var button in new[] { "Cancel", "Close" })
        {
            await agent.Button("Hand over").ClickAsync();
            await InDialog(agent, button).ClickAsync();
            await Expect(agent.Page.GetByRole(AriaRole.Dialog)).ToBeHiddenAsync();
        }

        await agent.Button("Hand over").ClickAsync();
        await agent.Page.GetByLabel("Colleague").SelectOptionAsync("lee@example.com");
        await agent.Textbox("Handover note").FillAsync("Waits for a call");
        await agent.Button("Hand over the case").ClickAsync();
        await Expect(work).ToContainTextAsync("Assigned to lee@example.com");

        await lead.GoAsync("/support/cases/1001");
        await Expect(lead.Page.GetByText("Waits for a call").First).ToBeVisibleAsync();
        await lead.Button("Put back in the queue").ClickAsync();
        await Expect(work).ToContainTextAsync("Assigned to nobody");
        await agent.Button("Take the case").ClickAsync();
        await Expect(work).ToContainTextAsync("Assigned to sam@example.com");
        await lead.Button("Take over the case").ClickAsync();
        await Expect(work).ToContainTextAsync("Assigned to lee@example.com");
    }

    [Fact]
    public async Task Cases_are_chosen_one_by_one_and_all_at_once_assigned_and_closed()
    {
        var agent = await OpenSupportAsync("sam");
        await OpenCaseAsync(agent, "carol@", Caller);
        await agent.GoAsync("/support/cases");
        var selected = agent.Page.GetByRole(AriaRole.Region, new() { Name = "Selected cases" });
        await agent.Page.GetByLabel("Select case 1001").CheckAsync();
        await Expect(selected).ToContainTextAsync("1 case selected");
        await agent.Page.GetByLabel("Select case 1001").UncheckAsync();
        await Expect(selected).ToHaveCountAsync(0);

        await agent.Page.GetByLabel("Select all on this page").CheckAsync();
        await agent.Page.GetByLabel("Assign to", new() { Exact = true }).SelectOptionAsync("lee@example.com");
        await agent.Textbox("Handover note").FillAsync("Please finish these");
        await agent.Button("Assign").ClickAsync();
        await Expect(agent.Page.GetByRole(AriaRole.Table)).ToContainTextAsync("lee@example.com");

        // Agents close only their own cases.
        await agent.Page.GetByLabel("Select case 1001").CheckAsync();
        await agent.Button("Close cases").ClickAsync();
        await InDialog(agent, "Close cases").ClickAsync();
        await Expect(agent.Page.GetByTestId("outcome")).ToContainTextAsync("This case is not assigned to you.");
        await agent.Page.GetByRole(AriaRole.Link, new() { Name = "Case 1001" }).ClickAsync();
        await agent.Button("Take over the case").ClickAsync();
        await Expect(agent.Page.GetByTestId("case-work")).ToContainTextAsync("Assigned to sam@example.com");
        await agent.GoAsync("/support/cases");

        await agent.Page.GetByLabel("Select case 1001").CheckAsync();
        foreach (var button in new[] { "Cancel", "Close" })
        {
            await agent.Button("Close cases").ClickAsync();
            await InDialog(agent, button).ClickAsync();
            await Expect(agent.Page.GetByRole(AriaRole.Dialog)).ToBeHiddenAsync();
        }

        await agent.Button("Close cases").ClickAsync();
        await InDialog(agent, "Close cases").ClickAsync();
        await Expect(agent.Page.GetByRole(AriaRole.Link, new() { Name = "Case 1001" })).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task A_lead_writes_changes_and_removes_a_template_that_an_agent_inserts_into_a_note()
    {
        var lead = await OpenSupportAsync("lee");
        await lead.Page.GetByRole(AriaRole.Navigation, new() { Name = "Support" }).GetByRole(AriaRole.Link, new() { Name = "Templates" }).ClickAsync();
        await lead.ExpectPageAsync("Templates");
        await lead.Textbox("Name").FillAsync("Greeting");
        await lead.Textbox("Text").FillAsync("Hello, this is support.");
        await lead.Button("Save the template").ClickAsync();
        await Expect(lead.Page.GetByTestId("outcome")).ToContainTextAsync("Template saved.");
        await lead.Button("Dismiss").ClickAsync();
        await lead.Button("Change Greeting").ClickAsync();
        await Expect(lead.Textbox("Text")).ToHaveValueAsync("Hello, this is support.");
        await lead.Button("Cancel").ClickAsync();
        await Expect(lead.Textbox("Text")).ToHaveValueAsync("");
        await lead.Button("Change Greeting").ClickAsync();
        await Expect(lead.Textbox("Text")).ToHaveValueAsync("Hello, this is support.");
        await lead.Textbox("Text").FillAsync("Good morning, this is support.");
        await lead.Button("Save the template").ClickAsync();
        await Expect(lead.Page.GetByText("Good morning, this is support.")).ToBeVisibleAsync();

        var agent = await OpenSupportAsync("sam");
        await OpenCaseAsync(agent, "carol@", Caller);
        await agent.Page.GetByLabel("Insert a template").SelectOptionAsync("Greeting");
        await agent.Button("Add note").ClickAsync();
        await Expect(agent.Page.GetByTestId("story")).ToContainTextAsync("Good morning, this is support.");

        foreach (var button in new[] { "Cancel", "Close" })
        {
            await lead.Button("Remove Greeting").ClickAsync();
            await InDialog(lead, button).ClickAsync();
            await Expect(lead.Page.GetByRole(AriaRole.Dialog)).ToBeHiddenAsync();
        }

        await lead.Button("Remove Greeting").ClickAsync();
        await lead.Button("Remove the template").ClickAsync();
        await Expect(lead.Page.GetByText("There are no templates yet.")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task An_agent_locks_an_account_with_its_computer_lost_and_a_lead_is_led_to_what_waits()
    {
        var agent = await OpenSupportAsync("sam");
        var lead = await OpenSupportAsync("lee");
        var caller = await OpenTwoFactorAsync("alice");
        await FindAsync(agent, "alice@", "alice@example.com");
        await agent.Page.GetByLabel("Computer where they are signed in").CheckAsync();
        await agent.Textbox("Ticket").FillAsync("T-1");
        await agent.Textbox("Reason").FillAsync("The laptop was stolen");
        await agent.Button("Open a case").ClickAsync();
        await agent.ExpectPageAsync("Case 1001");

        foreach (var button in new[] { "Cancel", "Close" })
        {
            await agent.Button("Lock the account").ClickAsync();
            await InDialog(agent, button).ClickAsync();
            await Expect(agent.Page.GetByRole(AriaRole.Dialog)).ToBeHiddenAsync();
        }

        await agent.Button("Lock the account").ClickAsync();
        await InDialog(agent, "Lock the account").ClickAsync();
        await Expect(agent.Page.GetByTestId("action-state")).ToHaveTextAsync("Done");
        await Expect(caller.Page).ToHaveURLAsync(new Regex("/sign-in"));
        foreach (var button in new[] { "Cancel", "Close", "Send to a lead" })
        {
            await agent.Button("Unlock the account").ClickAsync();
            await InDialog(agent, button).ClickAsync();
            await Expect(agent.Page.GetByRole(AriaRole.Dialog)).ToBeHiddenAsync();
        }

        await Expect(agent.Page.GetByTestId("action-state").Last).ToHaveTextAsync("Waiting for a lead");

        await OpenSecondCaseAsync(agent);
        await agent.Page.GetByText("Report something as lost or stolen").ClickAsync();
        await agent.Button("Computer where they are signed in").ClickAsync();
        await Expect(agent.Page.GetByTestId("lost")).ToContainTextAsync("computer", new() { IgnoreCase = true });
        await agent.Button("Issue a temporary pass").ClickAsync();
        await agent.Page.GetByLabel("by email", new() { Exact = true }).CheckAsync();
        await agent.Button("Send to a lead").ClickAsync();
        await lead.GoAsync("/support");
        await lead.Page.GetByTestId("for-lead").ClickAsync();
        await lead.ExpectPageAsync("Cases");
    }

    private static async Task OpenSecondCaseAsync(BrowserWindow agent)
    {
        await FindAsync(agent, "carol@", Caller);
        await agent.Textbox("Ticket").FillAsync("T-2");
        await agent.Textbox("Reason").FillAsync("Another one");
        await agent.Page.GetByLabel("Nothing is lost").CheckAsync();
        await agent.Button("Open a case").ClickAsync();
        await agent.ExpectPageAsync("Case 1002");
    }

    private static ILocator InDialog(BrowserWindow window, string button) =>
        window.Page.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Button, new() { Name = button, Exact = true });
}
