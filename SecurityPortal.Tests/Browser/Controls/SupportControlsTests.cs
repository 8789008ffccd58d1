using System.Text.RegularExpressions;
using Microsoft.Playwright;
using SecurityPortal.Messaging.Delivery;
using SecurityPortal.Support.Audit;
using SecurityPortal.Tests.Fixtures;
using static Microsoft.Playwright.Assertions;

namespace SecurityPortal.Tests.Browser.Controls;

/// <summary>Each link, field and button of the support desk that no other story uses (R22).</summary>
public sealed class SupportControlsTests(Chromium chromium) : SupportBrowserTest(chromium)
{
    private const string Caller = "carol@example.com";

    [Fact]
    public async Task The_ways_about_the_desk_lead_where_they_say()
    {
        var agent = await OpenSupportAsync("sam");
        await OpenCaseAsync(agent, "carol@", Caller);
        await agent.GoAsync("/settings/security");
        await agent.ExpectPageAsync("Security");
        await agent.Page.GetByRole(AriaRole.Navigation, new() { Name = "Settings" }).GetByRole(AriaRole.Link, new() { NameRegex = new("^Support") }).ClickAsync();
        await agent.ExpectPageAsync("Support");
        var side = agent.Page.GetByRole(AriaRole.Navigation, new() { Name = "Support" });
        foreach (var (link, heading) in new[] { ("Cases", "Cases"), ("Log", "Log"), ("Desk status", "Desk status"), ("Start", "Support") })
        {
            await side.GetByRole(AriaRole.Link, new() { Name = link, Exact = true }).ClickAsync();
            await agent.ExpectPageAsync(heading);
        }

        await side.GetByRole(AriaRole.Link, new() { Name = "Your settings" }).ClickAsync();
        await agent.ExpectPageAsync("Security");
        foreach (var link in new[] { "Everything waiting for action", "All cases" })
        {
            await agent.GoAsync("/support");
            await agent.ExpectPageAsync("Support");
            await agent.Link(link).ClickAsync();
            await agent.ExpectPageAsync("Cases");
        }

        await agent.GoAsync("/support");
        await agent.ExpectPageAsync("Support");
        await CaseLink(agent).ClickAsync();
        await agent.ExpectPageAsync("Case 1001");
        await agent.Link(Caller).ClickAsync();
        await agent.ExpectPageAsync(Caller);
        await CaseLink(agent).ClickAsync();
        await agent.ExpectPageAsync("Case 1001");
        await agent.GoAsync("/support/confirm");
        await agent.Link("Cancel").ClickAsync();
        await agent.ExpectPageAsync("Support");
    }

    [Fact]
    public async Task Figures_lead_to_the_cases_that_they_count_and_the_list_of_cases_is_filtered_and_sorted()
    {
        var agent = await OpenSupportAsync("sam");
        await OpenCaseAsync(agent, "carol@", Caller);
        await agent.GoAsync("/support/overview");
        var links = await agent.Page.GetByRole(AriaRole.Main).GetByRole(AriaRole.Table).First.GetByRole(AriaRole.Link).AllInnerTextsAsync();
        Assert.NotEmpty(links);
        foreach (var link in links)
        {
            await agent.GoAsync("/support/overview");
            await agent.Page.GetByRole(AriaRole.Table).GetByRole(AriaRole.Link, new() { Name = link, Exact = true }).ClickAsync();
            await agent.ExpectPageAsync("Cases");
        }

        await agent.GoAsync("/support/cases");
        await agent.ExpectPageAsync("Cases");
        await agent.Page.GetByLabel("Show").SelectOptionAsync("All");
        await Expect(agent.Page).ToHaveURLAsync(new Regex("view=all", RegexOptions.IgnoreCase));
        await agent.Page.GetByLabel("Sort").SelectOptionAsync(new SelectOptionValue { Index = 1 });
        await Expect(agent.Page).ToHaveURLAsync(new Regex("sort="));
        await CaseLink(agent).ClickAsync();
        await agent.ExpectPageAsync("Case 1001");
    }

    [Fact]
    public async Task The_log_is_verified_filtered_and_exported()
    {
        var lead = await OpenSupportAsync("lee");
        await OpenCaseAsync(lead, "carol@", Caller);
        await lead.GoAsync("/support/log");
        await lead.Button("Verify the log").ClickAsync();
        await Expect(lead.Page.GetByText("The log is intact")).ToBeVisibleAsync();
        // An export that is never answered can be cancelled.
        await lead.Page.RouteAsync($"**{AuditEndpoints.Path}", _ => Task.CompletedTask);
        await lead.Button("Export as CSV").ClickAsync();
        await lead.Button("Cancel").ClickAsync();
        await Expect(lead.Button("Cancel")).ToBeHiddenAsync();
        await lead.Page.UnrouteAsync($"**{AuditEndpoints.Path}");
        foreach (var format in new[] { "Export as CSV", "Export as JSON lines" })
        {
            var file = await lead.Page.RunAndWaitForDownloadAsync(() => lead.Button(format).ClickAsync());
            Assert.Contains(Caller, await File.ReadAllTextAsync((await file.PathAsync())!), StringComparison.Ordinal);
        }

        await lead.Page.GetByLabel("Show").SelectOptionAsync(new SelectOptionValue { Index = 0 });
        await lead.Textbox("Person or agent").FillAsync(Caller);
        await lead.Page.GetByLabel("From").FillAsync("2020-01-01");
        await lead.Page.GetByLabel("To").FillAsync("2099-12-31");
        await lead.Button("Filter").ClickAsync();
        await Expect(lead.Page).ToHaveURLAsync(new Regex("carol"));
        await Expect(lead.Page.GetByRole(AriaRole.Table)).ToContainTextAsync(Caller);
        await lead.Page.GetByRole(AriaRole.Table).GetByRole(AriaRole.Link, new() { Name = "1001", Exact = true }).First.ClickAsync();
        await lead.ExpectPageAsync("Case 1001");
    }

    [Fact]
    public async Task Each_action_shows_what_it_would_do_and_is_left_by_its_cross_and_by_Cancel()
    {
        var agent = await OpenSupportAsync("sam");
        await OpenCaseAsync(agent, "carol@", Caller);
        var actions = agent.Page.GetByRole(AriaRole.Region, new() { Name = "Actions" }).GetByRole(AriaRole.Button);
        await Expect(actions.First).ToBeEnabledAsync();
        var names = new List<string>();
        foreach (var action in await actions.AllAsync())
        {
            if (await action.IsEnabledAsync())
            {
                names.Add(await action.InnerTextAsync());
            }
        }

        Assert.Contains("Reset all methods", names);
        foreach (var name in names)
        {
            await agent.Button(name).ClickAsync();
            await Expect(agent.Dialog($"{name}?")).ToBeVisibleAsync();
            await agent.Button("Close").ClickAsync();
            await Expect(agent.Page.GetByRole(AriaRole.Dialog)).ToBeHiddenAsync();
            await agent.Button(name).ClickAsync();
            await agent.Button("Cancel").ClickAsync();
            await Expect(agent.Page.GetByRole(AriaRole.Dialog)).ToBeHiddenAsync();
            if (name.StartsWith("Reset", StringComparison.Ordinal))
            {
                await agent.Button(name).ClickAsync();
                await agent.Button("Send to a lead").ClickAsync();
                await Expect(agent.Page.GetByTestId("story")).ToContainTextAsync(name);
                await agent.Button("Withdraw").ClickAsync();
                await agent.Button("Withdraw the request").ClickAsync();
                await Expect(agent.Page.GetByTestId("action-state").Last).ToHaveTextAsync("Withdrawn");
                await Expect(agent.Button(name)).ToBeEnabledAsync();
            }
        }
    }

    [Fact]
    public async Task Sessions_are_ended_and_what_is_said_of_it_is_dismissed()
    {
        var agent = await OpenSupportAsync("sam");
        var caller = await OpenTwoFactorAsync("alice");
        await OpenCaseAsync(agent, "alice@", "alice@example.com");
        foreach (var button in new[] { "Cancel", "Close" })
        {
            await agent.Button("End sessions").ClickAsync();
            await agent.Button(button).ClickAsync();
            await Expect(agent.Page.GetByRole(AriaRole.Dialog)).ToBeHiddenAsync();
        }

        await agent.Button("End sessions").ClickAsync();
        await agent.Page.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Button, new() { NameRegex = new("^(End sessions|Ask a lead)$") }).ClickAsync();
        await Expect(agent.Page.GetByTestId("action-state")).ToHaveTextAsync("Done");
        await Expect(caller.Page).ToHaveURLAsync(new Regex("/sign-in"));

        await agent.Button("Dismiss").ClickAsync();

        await Expect(agent.Button("Dismiss")).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task A_call_back_and_a_document_are_recorded_and_all_that_is_lost_is_reported()
    {
        var agent = await OpenSupportAsync("sam");
        await OpenCaseAsync(agent, "carol@", Caller);
        var check = agent.Page.GetByLabel("Check", new() { Exact = true });
        await check.SelectOptionAsync("CallBack");
        await agent.Textbox("Last four digits you dialled").FillAsync("0123");
        await agent.Button("Record the call").ClickAsync();
        await Expect(Outcome(agent)).ToContainTextAsync("Callback recorded.");
        await check.SelectOptionAsync("IdentityDocument");
        await agent.Page.GetByLabel("Document", new() { Exact = true }).SelectOptionAsync(new SelectOptionValue { Index = 1 });
        await agent.Textbox("Who saw it, and where").FillAsync("Mia, front desk");
        await agent.Button("Record the document").ClickAsync();
        await Expect(Outcome(agent)).ToContainTextAsync("Document recorded.");

        await agent.Page.GetByText("Report something as lost or stolen").ClickAsync();
        foreach (var thing in new[] { "Security key", "Email account", "Phone with the number on file" })
        {
            await agent.Button(thing).ClickAsync();
            await Expect(agent.Page.GetByTestId("lost")).ToContainTextAsync(thing.Split(' ')[0], new() { IgnoreCase = true });
        }
    }

    [Fact]
    public async Task A_case_is_opened_with_each_thing_lost_closed_and_reopened_with_second_thoughts()
    {
        var agent = await OpenSupportAsync("sam");
        await FindAsync(agent, "carol@", Caller);
        foreach (var thing in new[] { "Security key", "Email account", "Phone with the number on file" })
        {
            await agent.Page.GetByLabel(thing).CheckAsync();
        }

        await agent.Textbox("Ticket").FillAsync("T-1");
        await agent.Textbox("Reason").FillAsync("All of it is gone");
        await agent.Button("Open a case").ClickAsync();
        await agent.ExpectPageAsync("Case 1001");
        foreach (var button in new[] { "Cancel", "Close" })
        {
            await agent.Button("Close the case").ClickAsync();
            await agent.Page.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Button, new() { Name = button, Exact = true }).ClickAsync();
            await Expect(agent.Page.GetByRole(AriaRole.Dialog)).ToBeHiddenAsync();
        }

        await agent.Button("Close the case").ClickAsync();
        await agent.Page.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Button, new() { Name = "Close the case" }).ClickAsync();
        await Expect(agent.Button("Reopen the case")).ToBeVisibleAsync();
        await agent.Button("Reopen the case").ClickAsync();
        await agent.Page.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Button, new() { Name = "Close", Exact = true }).ClickAsync();
        await Expect(agent.Page.GetByRole(AriaRole.Dialog)).ToBeHiddenAsync();
        await agent.Button("Reopen the case").ClickAsync();
        await agent.Textbox("Reason").FillAsync("They called again");
        await agent.Page.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Button, new() { Name = "Reopen the case" }).ClickAsync();

        await Expect(agent.Button("Add note")).ToBeEnabledAsync();
        await Expect(agent.Page.GetByTestId("story")).ToContainTextAsync("They called again");
    }

    [Fact]
    public async Task A_pass_goes_out_by_each_way_is_withdrawn_with_second_thoughts_and_lets_its_owner_in()
    {
        var agent = await OpenSupportAsync("sam");
        var lead = await OpenSupportAsync("lee");
        await OpenCaseAsync(agent, "carol@", Caller);
        await agent.Button("Issue a temporary pass").ClickAsync();
        foreach (var way in new[] { "by text message", "by email", "by email, as a link to a page that shows it once" })
        {
            await agent.Page.GetByLabel(way, new() { Exact = true }).CheckAsync();
        }

        await agent.Button("Send to a lead").ClickAsync();
        await Expect(agent.Page.GetByTestId("action-state")).ToHaveTextAsync("Waiting for a lead");
        foreach (var button in new[] { "Cancel", "Close" })
        {
            await agent.Button("Withdraw").ClickAsync();
            await agent.Page.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Button, new() { Name = button, Exact = true }).ClickAsync();
            await Expect(agent.Page.GetByRole(AriaRole.Dialog)).ToBeHiddenAsync();
        }

        await lead.GoAsync("/support/cases/1001");
        await lead.Button("Approve").ClickAsync();
        await Expect(agent.Page.GetByTestId("action-state")).ToHaveTextAsync("Done");
        await UsePassAsync();
    }

    private async Task UsePassAsync()
    {
        string mail;
        while (!(mail = await Portal.Postman.NextAsync(DeliveryChannel.Email, Caller)).Contains("/pass/", StringComparison.Ordinal))
        {
        }

        var caller = await OpenBrowserAsync();
        await caller.GoAsync(Regex.Match(mail, @"/pass/\S+").Value);
        await caller.Button("Show my pass").ClickAsync();
        var pass = await caller.Page.GetByTestId("temporary-pass").InnerTextAsync();
        await caller.Link("Go to sign-in").ClickAsync();
        await Expect(caller.Heading("Sign in")).ToBeVisibleAsync();
        await caller.TypePasswordAsync("carol");
        await caller.Link("Support gave me a temporary pass").ClickAsync();
        await caller.Textbox("Temporary pass").FillAsync(pass);
        await caller.Button("Continue").ClickAsync();
        await caller.ExpectTwoFactorScreenAsync();
    }

    private static ILocator Outcome(BrowserWindow window) => window.Page.GetByTestId("outcome");

    private static ILocator CaseLink(BrowserWindow window) => window.Page.GetByRole(AriaRole.Main)
        .GetByRole(AriaRole.Link, new() { NameRegex = new("^Case 1001") }).First;
}
