using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace SecurityPortal.Tests.Browser;

/// <summary>Walks through every support page and dialog, as an agent and as a lead, and calls <c>look</c> on each.</summary>
internal sealed class SupportTour(BrowserWindow agent, BrowserWindow lead, Func<BrowserWindow, string, Task> look)
{
    public async Task WalkAsync()
    {
        await CaseAsync();
        await DecisionAsync();
        await ListsAsync();
        await TemplatesAsync();
        await ReportsAsync();
        await EndOfCaseAsync();
        await CallersAsync();
    }

    private async Task CaseAsync()
    {
        await agent.GoAsync("/support");
        var box = agent.Page.GetByRole(AriaRole.Searchbox, new() { Name = "Find a person" });
        await Expect(box).ToBeEnabledAsync();
        await look(agent, "start, nothing to do");
        await box.PressSequentiallyAsync("carol@");
        await Expect(agent.Link("carol@example.com")).ToBeVisibleAsync();
        await look(agent, "search");
        await agent.Link("carol@example.com").ClickAsync();
        await Expect(agent.Textbox("Ticket")).ToBeVisibleAsync();
        await look(agent, "person");
        await agent.Textbox("Ticket").FillAsync("T-1");
        await agent.Textbox("Reason").FillAsync(new string('w', 200));
        await agent.Page.GetByLabel("Nothing is lost").CheckAsync();
        await agent.Button("Open a case").ClickAsync();
        await Expect(agent.Heading("Case 1001")).ToBeVisibleAsync();
        foreach (var kind in new[] { "CodeByText", "CodeByEmail", "CallBack", "IdentityDocument" })
        {
            await agent.Page.GetByLabel("Check", new() { Exact = true }).SelectOptionAsync(kind);
            await look(agent, $"case, {kind}");
        }

        await agent.Button("Issue a temporary pass").ClickAsync();
        await Expect(agent.Button("Send to a lead")).ToBeVisibleAsync();
        await look(agent, "dialog, pass");
        await agent.Button("Send to a lead").ClickAsync();
        await Expect(agent.Page.GetByTestId("action-state")).ToBeVisibleAsync();
        await look(agent, "case, asked");
        await agent.Button("Hand over").ClickAsync();
        await Expect(agent.Page.GetByRole(AriaRole.Dialog)).ToBeVisibleAsync();
        await look(agent, "dialog, hand over");
        await agent.Button("Cancel").ClickAsync();
    }

    private async Task DecisionAsync()
    {
        await lead.GoAsync("/support");
        await Expect(lead.Page.GetByRole(AriaRole.Link, new() { NameRegex = new("Case 1001") })).ToBeVisibleAsync();
        await look(lead, "start, lead");
        await lead.GoAsync("/support/cases/1001");
        await Expect(lead.Button("Approve")).ToBeEnabledAsync();
        await look(lead, "case, lead");
        await lead.Page.GetByLabel("Check", new() { Exact = true }).SelectOptionAsync("IdentityDocument");
        await lead.Textbox("Who saw it, and where").FillAsync("Mia, front desk");
        await lead.Button("Record the document").ClickAsync();
        await Expect(agent.Button("Make a code")).ToBeEnabledAsync();
        await agent.Button("Make a code").ClickAsync();
        await Expect(agent.Page.GetByTestId("agent-code")).ToBeVisibleAsync();
        await look(agent, "case, agent code");
    }

    private async Task ListsAsync()
    {
        foreach (var (path, name) in new[]
        {
            ("/support/cases?view=all", "cases"), ("/support/cases?view=alarms", "cases, none"),
            ("/support/log?kind=everything", "log"), ("/support/overview", "desk status"), ("/support/confirm", "confirm key"),
        })
        {
            await agent.GoAsync(path);
            await Expect(agent.Page.Locator("h1")).ToBeVisibleAsync();
            await look(agent, name);
        }

        await lead.GoAsync("/support/cases?view=all");
        await lead.Textbox("Name of this view").FillAsync("Late ones");
        await lead.Button("Save view").ClickAsync();
        await Expect(lead.Button("Remove the view Late ones")).ToBeVisibleAsync();
        await lead.Page.GetByLabel("Select case 1001").CheckAsync();
        await Expect(lead.Button("Close cases")).ToBeVisibleAsync();
        await look(lead, "cases, chosen");
        await lead.Button("Close cases").ClickAsync();
        await Expect(lead.Page.GetByRole(AriaRole.Dialog)).ToBeVisibleAsync();
        await look(lead, "dialog, close cases");
        await lead.Button("Cancel").ClickAsync();
    }

    private async Task TemplatesAsync()
    {
        await lead.GoAsync("/support/templates");
        await lead.Textbox("Name").FillAsync("Greeting");
        await lead.Textbox("Text").FillAsync("Called back on the number in our records.");
        await lead.Button("Save the template").ClickAsync();
        await Expect(lead.Button("Change Greeting")).ToBeVisibleAsync();
        await look(lead, "templates");
        await agent.GoAsync("/support/templates");
        await Expect(agent.Page.GetByText("Greeting", new() { Exact = true })).ToBeVisibleAsync();
        await look(agent, "templates, agent");
    }

    private async Task ReportsAsync()
    {
        await lead.GoAsync("/support/reports");
        await Expect(lead.Page.GetByRole(AriaRole.Region, new() { Name = "Protection by method" }).First).ToBeVisibleAsync();
        await look(lead, "reports");
        await lead.GoAsync("/support/reports/unprotected");
        await Expect(lead.Button("Remind these people")).ToBeEnabledAsync();
        await look(lead, "who is not protected");
        await lead.Button("Remind these people").ClickAsync();
        await Expect(lead.Button("Send reminders")).ToBeVisibleAsync();
        await look(lead, "dialog, remind");
        await lead.Button("Cancel").ClickAsync();
    }

    private async Task EndOfCaseAsync()
    {
        await agent.GoAsync("/support/cases/1001");
        await agent.Button("Withdraw").ClickAsync();
        await Expect(agent.Button("Withdraw the request")).ToBeVisibleAsync();
        await look(agent, "dialog, withdraw");
        await agent.Button("Withdraw the request").ClickAsync();
        await Expect(agent.Page.GetByTestId("action-state")).ToHaveTextAsync("Withdrawn");
        await agent.Page.GetByText("Report something as lost or stolen").ClickAsync();
        await look(agent, "case, losses");
        await agent.Button("Close the case").ClickAsync();
        await agent.Page.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Button, new() { Name = "Close the case" }).ClickAsync();
        await Expect(agent.Button("Reopen the case")).ToBeVisibleAsync();
        await agent.Button("Reopen the case").ClickAsync();
        await Expect(agent.Textbox("Reason")).ToBeVisibleAsync();
        await look(agent, "dialog, reopen");
        await agent.Button("Cancel").ClickAsync();
    }

    private async Task CallersAsync()
    {
        await agent.GoAsync("/verify-support");
        await Expect(agent.Heading("Is it really support?")).ToBeVisibleAsync();
        await look(agent, "own agent code, none");
        await agent.Context.ClearCookiesAsync();
        await agent.GoAsync("/verify-support");
        await Expect(agent.Button("Check the agent")).ToBeVisibleAsync();
        await look(agent, "check the agent");
        await agent.Textbox("Your email or user name").FillAsync("carol@example.com");
        await agent.Textbox("Code the agent reads out").FillAsync("000000");
        await agent.Button("Check the agent").ClickAsync();
        await Expect(agent.Page.GetByTestId("agent-not-confirmed")).ToBeVisibleAsync();
        await look(agent, "check the agent, wrong");
    }
}
