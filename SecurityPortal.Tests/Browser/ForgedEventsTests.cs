using Microsoft.EntityFrameworkCore;
using Microsoft.Playwright;
using SecurityPortal.Audit;
using SecurityPortal.Authentication.Sessions;
using SecurityPortal.Support.Actions;
using SecurityPortal.Support.Cases;
using SecurityPortal.Tests.Fixtures;
using static Microsoft.Playwright.Assertions;

namespace SecurityPortal.Tests.Browser;

/// <summary>
/// The events that a page sends when a button is pressed can be sent without the button: from another person's page, from a page
/// on which the button is gone, or with a session that has ended. These tests do so over real circuits, and nothing happens
/// (ASVS 8.3.1).
/// </summary>
public sealed class ForgedEventsTests(Chromium chromium) : SupportBrowserTest(chromium)
{
    private const string Caller = "carol@example.com";

    [Fact]
    public async Task An_approval_as_the_leads_page_sends_it_does_nothing_from_any_other_page()
    {
        var agent = await OpenSupportAsync("sam");
        var agentTap = await CircuitTap.InstallAsync(agent);
        await OpenCaseAsync(agent, "carol@", Caller);
        await agent.Button("Reset all methods").ClickAsync();
        await agent.Button("Send to a lead").ClickAsync();
        await Expect(agent.Page.GetByTestId("action-state")).ToHaveTextAsync("Waiting for a lead");
        var path = new Uri(agent.Page.Url).AbsolutePath;

        var lead = await OpenSupportAsync("lee");
        var leadTap = await CircuitTap.InstallAsync(lead);
        await lead.GoAsync(path);
        await Expect(lead.Button("Approve")).ToBeEnabledAsync();

        // Captured anew each time: a button's event has a new number after every change of the page.
        Task<string[]> ApprovalAsync() => leadTap.HoldAsync(() => lead.Button("Approve").ClickAsync());

        // A person who has nothing to do with support.
        var person = await OpenTwoFactorAsync("alice");
        await NothingComesOfAsync(await TapAsync(person, "/settings/security/two-factor"), await ApprovalAsync());

        // The agent who asked, on the same case.
        await agent.GoAsync(path);
        await Expect(agent.Button("Add note")).ToBeEnabledAsync();
        await NothingIsDecidedAsync(agentTap, await ApprovalAsync());

        // The same agent, on a case about themselves.
        await agent.GoAsync($"/support/people/{await IdAsync("sam@example.com")}");
        await Expect(agent.Heading("sam@example.com")).ToBeVisibleAsync();
        await NothingComesOfAsync(agentTap, await ApprovalAsync());

        // Another agent, on the same case; and then with the session ended.
        var other = await OpenSupportAsync("sue");
        var otherTap = await TapAsync(other, path);
        await Expect(other.Button("Add note")).ToBeEnabledAsync();
        await NothingIsDecidedAsync(otherTap, await ApprovalAsync());
        await EndSessionsAsync("sue@example.com");
        await NothingComesOfAsync(otherTap, await ApprovalAsync());

        // None of them took effect later, either.
        Assert.Equal(ActionState.AwaitingApproval, await ActionStateAsync());

        // The event is genuine: from the lead's own page it approves.
        // Again if the page was rendered in between, which gives its buttons new events.
        for (var time = 0; time < 5 && await ActionStateAsync() == ActionState.AwaitingApproval; time++)
        {
            await leadTap.ForgeAsync(await ApprovalAsync());
        }

        Assert.NotEqual(ActionState.AwaitingApproval, await ActionStateAsync());
        await Expect(lead.Page.GetByTestId("action-state")).Not.ToHaveTextAsync("Waiting for a lead");
    }

    [Fact]
    public async Task A_button_that_is_gone_or_not_allowed_any_more_does_nothing_when_its_event_is_sent()
    {
        var agent = await OpenSupportAsync("sam");
        var tap = await CircuitTap.InstallAsync(agent);
        await agent.GoAsync("/support");
        await Expect(agent.Page.GetByRole(AriaRole.Searchbox, new() { Name = "Find a person" })).ToBeEnabledAsync();
        await OpenCaseAsync(agent, "carol@", Caller);

        // The dialog has been closed in the meantime.
        var ask = await HeldRequestAsync(agent, tap);
        await agent.Button("Cancel").ClickAsync();
        await Expect(agent.Page.GetByRole(AriaRole.Dialog)).ToHaveCountAsync(0);
        await NothingComesOfAsync(tap, ask);

        // The agent left the page and came back within one circuit: its buttons are new ones.
        await agent.GoAsync("/support/cases");
        await Expect(agent.Page.GetByRole(AriaRole.Searchbox, new() { Name = "Find a person" })).ToBeEnabledAsync();
        await agent.Page.GetByRole(AriaRole.Link, new() { NameRegex = new("Case 1001") }).ClickAsync();
        await Expect(agent.Heading("Case 1001")).ToBeVisibleAsync();
        await NothingComesOfAsync(tap, ask);

        // The key was touched more than five minutes ago.
        ask = await HeldRequestAsync(agent, tap);
        Portal.Clock.Advance(TimeSpan.FromMinutes(6));
        await NothingComesOfAsync(tap, ask);

        await using var db = await Portal.OpenDatabaseAsync();
        Assert.Equal(0, await db.Set<SupportAction>().CountAsync());
    }

    [Fact]
    public async Task A_request_from_a_session_that_was_ended_does_nothing_and_from_one_that_was_not_it_is_the_real_thing()
    {
        var agent = await OpenSupportAsync("sam");
        var tap = await CircuitTap.InstallAsync(agent);
        await agent.GoAsync("/support");
        await Expect(agent.Page.GetByRole(AriaRole.Searchbox, new() { Name = "Find a person" })).ToBeEnabledAsync();
        await OpenCaseAsync(agent, "carol@", Caller);

        await tap.ForgeAsync(await HeldRequestAsync(agent, tap));
        await Expect(agent.Page.GetByTestId("action-state")).ToHaveTextAsync("Waiting for a lead");
        var note = agent.Textbox("Note");
        await note.FillAsync("Said the phone is gone");
        var noting = await tap.HoldAsync(() => agent.Button("Add note").ClickAsync());
        await EndSessionsAsync("sam@example.com");

        await NothingComesOfAsync(tap, noting);
    }

    [Fact]
    public async Task A_role_that_was_taken_away_takes_the_buttons_of_an_open_page_with_it()
    {
        var agent = await OpenSupportAsync("sam");
        var tap = await CircuitTap.InstallAsync(agent);
        await agent.GoAsync("/support");
        await Expect(agent.Page.GetByRole(AriaRole.Searchbox, new() { Name = "Find a person" })).ToBeEnabledAsync();
        await OpenCaseAsync(agent, "carol@", Caller);
        var ask = await HeldRequestAsync(agent, tap);
        await using (var db = await Portal.OpenDatabaseAsync())
        {
            await db.UserRoles.ExecuteDeleteAsync();
        }

        await NothingComesOfAsync(tap, ask);
    }

    [Fact]
    public async Task What_a_lead_does_to_many_cases_and_to_templates_does_nothing_from_an_agents_page()
    {
        var agent = await OpenSupportAsync("sam");
        var agentTap = await CircuitTap.InstallAsync(agent);
        await OpenCaseAsync(agent, "carol@", Caller);
        var lead = await OpenSupportAsync("lee");
        var leadTap = await TapAsync(lead, "/support/templates");
        var other = await OpenSupportAsync("sue");
        var otherTap = await TapAsync(other, "/support/templates");
        await Expect(other.Heading("Templates")).ToBeVisibleAsync();

        await lead.Textbox("Name").FillAsync("Call back");
        await lead.Textbox("Text").FillAsync("Called back on the number in our records.");
        await lead.Textbox("Text").BlurAsync();
        var saving = await leadTap.HoldAsync(() => lead.Button("Save the template").ClickAsync());
        await NothingComesOfAsync(otherTap, saving);
        await leadTap.ForgeAsync(saving);
        await Expect(lead.Button("Remove Call back")).ToBeEnabledAsync();

        await lead.GoAsync("/support/cases");
        await lead.Page.GetByLabel("Select case 1001").CheckAsync();
        await lead.Button("Close cases").ClickAsync();
        var closing = await leadTap.HoldAsync(() => lead.Page.GetByRole(AriaRole.Dialog)
            .GetByRole(AriaRole.Button, new() { Name = "Close cases" }).ClickAsync());
        await NothingComesOfAsync(otherTap, closing);
        await EndSessionsAsync("lee@example.com");
        await NothingComesOfAsync(leadTap, closing);
    }

    [Fact]
    public async Task A_role_that_was_taken_away_takes_views_and_the_disabling_of_accounts_with_it()
    {
        var agent = await OpenSupportAsync("sam");
        var tap = await TapAsync(agent, "/support/cases");
        async Task<string[]> SavingAsync(string name)
        {
            await agent.Textbox("Name of this view").FillAsync(name);
            await agent.Textbox("Name of this view").BlurAsync();
            return await tap.HoldAsync(() => agent.Button("Save view").ClickAsync());
        }

        await tap.ForgeAsync(await SavingAsync("All of mine"));
        await Expect(agent.Link("All of mine")).ToBeVisibleAsync();
        var saving = await SavingAsync("Mine again");
        var other = await OpenSupportAsync("sue");
        var otherTap = await TapAsync(other, "/support");
        await Expect(other.Page.GetByRole(AriaRole.Searchbox, new() { Name = "Find a person" })).ToBeEnabledAsync();
        await OpenCaseAsync(other, "carol@", Caller);
        await other.Button("Disable the account").ClickAsync();
        await other.Textbox("Reason").FillAsync("They left");
        await other.Textbox("Reason").BlurAsync();
        var disabling = await otherTap.HoldAsync(() => other.Button("Send to a lead").ClickAsync());
        await using (var db = await Portal.OpenDatabaseAsync())
        {
            await db.UserRoles.ExecuteDeleteAsync();
        }

        await NothingComesOfAsync(tap, saving);
        await NothingComesOfAsync(otherTap, disabling);
    }

    [Fact]
    public async Task A_disabled_switch_that_somebody_enables_in_the_page_stays_off()
    {
        var person = await OpenTwoFactorAsync("alice");
        var tap = await TapAsync(person, "/settings/security/two-factor");
        await person.ExpectTwoFactorScreenAsync();
        await Expect(person.Switch("WhatsApp")).ToBeDisabledAsync();

        var forged = await tap.HoldAsync(() => person.Switch("WhatsApp").EvaluateAsync(
            "element => { element.disabled = false; element.removeAttribute('disabled'); element.click(); }"));
        await NothingComesOfAsync(tap, forged);

        await person.OpenTwoFactorAsync();
        await person.ExpectOffAsync("WhatsApp");
    }

    private static async Task<string[]> HeldRequestAsync(BrowserWindow agent, CircuitTap tap)
    {
        await agent.Button("Issue a temporary pass").ClickAsync();
        await Expect(agent.Button("Send to a lead")).ToBeEnabledAsync();
        return await tap.HoldAsync(() => agent.Button("Send to a lead").ClickAsync());
    }

    private static async Task<CircuitTap> TapAsync(BrowserWindow window, string path)
    {
        var tap = await CircuitTap.InstallAsync(window);
        await window.GoAsync(path);
        await tap.ConnectedAsync();
        return tap;
    }

    private async Task NothingComesOfAsync(CircuitTap tap, IReadOnlyList<string> events)
    {
        var before = await StateAsync();
        await tap.ForgeAsync(events);
        Assert.Equal(before, await StateAsync());
    }

    // On the page of the same case, the event's number may belong to a button of their own, which they may press anyway.
    private async Task NothingIsDecidedAsync(CircuitTap tap, IReadOnlyList<string> events)
    {
        var before = await DecidedAsync();
        await tap.ForgeAsync(events);
        Assert.Equal(before, await DecidedAsync());
    }

    /// <summary>Returns the state of requests and the numbers of methods and of log entries about decisions and their effects.</summary>
    private async Task<string> DecidedAsync()
    {
        await using var db = await Portal.OpenDatabaseAsync();
        string[] decided = [AuditEvents.SupportApproved, AuditEvents.SupportRefused, AuditEvents.SupportStopped, AuditEvents.MethodOff];
        var actions = await db.Set<SupportAction>().AsNoTracking().OrderBy(row => row.Id)
            .Select(row => $"{row.Kind} {row.State} {row.DecidedBy}").ToListAsync();
        return string.Join('\n', [
            .. actions,
            $"{await db.Set<AuditLogEntry>().CountAsync(entry => decided.Contains(entry.Event))} entries",
            $"{await db.Set<SecurityPortal.TwoFactor.MethodEnrolment>().CountAsync()} methods"]);
    }

    /// <summary>Returns everything that support can change about people, with the log except entries about refusals and views.</summary>
    private async Task<string> StateAsync()
    {
        await using var db = await Portal.OpenDatabaseAsync();
        string[] silent = [AuditEvents.SupportDenied, AuditEvents.Viewed, AuditEvents.LookedUp];
        var actions = await db.Set<SupportAction>().AsNoTracking().OrderBy(row => row.Id).Select(row => $"{row.Kind} {row.State}").ToListAsync();
        var log = await db.Set<AuditLogEntry>().AsNoTracking().Where(entry => !silent.Contains(entry.Event))
            .OrderBy(entry => entry.Sequence).Select(entry => $"{entry.Sequence} {entry.Event} {entry.Detail}").ToListAsync();
        return string.Join('\n', [
            .. actions, .. log,
            $"{await db.Set<SupportCase>().CountAsync()} cases, {await db.Set<SupportCase>().CountAsync(row => row.ClosedAt == null)} open",
            $"{await db.Set<SavedCaseView>().CountAsync()} views, {await db.Set<NoteTemplate>().CountAsync()} templates",
            $"{await db.Users.CountAsync(user => user.LockoutEnd != null)} locked out",
            $"{await db.Set<CaseNote>().CountAsync()} notes",
            $"{await db.Set<SecurityPortal.TwoFactor.MethodEnrolment>().CountAsync()} methods"]);
    }

    private async Task<ActionState> ActionStateAsync()
    {
        await using var db = await Portal.OpenDatabaseAsync();
        return await db.Set<SupportAction>().Select(action => action.State).SingleAsync();
    }

    private async Task<string> IdAsync(string email)
    {
        await using var db = await Portal.OpenDatabaseAsync();
        return await db.Users.Where(user => user.Email == email).Select(user => user.Id).SingleAsync();
    }

    // Directly in the database, so that no page is notified.
    private async Task EndSessionsAsync(string email)
    {
        var (id, now) = (await IdAsync(email), Portal.Clock.GetUtcNow());
        await using var db = await Portal.OpenDatabaseAsync();
        await db.Set<PortalSession>().Where(session => session.UserId == id)
            .ExecuteUpdateAsync(set => set.SetProperty(session => session.EndedAt, now));
    }
}
