using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using Microsoft.Playwright;
using SecurityPortal.Authentication.Sessions;
using SecurityPortal.Messaging.Delivery;
using SecurityPortal.Tests.Fixtures;
using static Microsoft.Playwright.Assertions;

namespace SecurityPortal.Tests.Browser;

/// <summary>A day at the support desk: what agents type and see while they and others work.</summary>
public sealed class SupportAtWorkTests(Chromium chromium) : SupportBrowserTest(chromium)
{
    private const string Caller = "carol@example.com";

    [Fact]
    public async Task Two_agents_and_a_lead_see_at_once_what_each_of_them_does_and_the_lead_what_a_request_would_do()
    {
        var agent = await OpenSupportAsync("sam");
        var other = await OpenSupportAsync("sue");
        var lead = await OpenSupportAsync("lee");
        await OpenCaseAsync(agent, "carol@", Caller);
        await other.GoAsync("/support/cases/1001");
        await lead.GoAsync("/support/cases/1001");
        await Expect(lead.Button("Add note")).ToBeEnabledAsync();
        await Expect(other.Button("Add note")).ToBeEnabledAsync();

        await RequestAsync(agent, "Reset Authentication app");
        await Expect(Outcome(agent)).ToContainTextAsync("Sent to a lead for approval.");
        await other.Button("Withdraw").ClickAsync();
        await Expect(other.Dialog("Withdraw the request?")).ToContainTextAsync("sam@example.com made this request");
        await other.Button("Withdraw the request").ClickAsync();
        await Expect(Outcome(agent)).ToContainTextAsync("Reset Authentication app: withdrawn by sue@example.com.");

        // The lead sees the effect before deciding.
        await RequestAsync(agent, "Reset all methods");
        var decision = lead.Page.Locator(".decision");
        await Expect(decision).ToContainTextAsync("Needs approval, because no method would be left; no check has passed.");
        await Expect(decision).ToContainTextAsync("Turns off all methods");
        await Expect(decision).ToContainTextAsync("If you approve, a waiting period of 24 hours begins");
        await Expect(decision).ToContainTextAsync("We will notify: c•••@example.com, +1 •••• ••23.");
        await lead.Textbox("Reason").FillAsync("Call them back first");
        await lead.Button("Refuse").ClickAsync();
        await Expect(Outcome(lead)).ToContainTextAsync("You refused the request.");
        await Expect(Outcome(agent)).ToContainTextAsync("Reset all methods: refused by lee@example.com. Call them back first");
        await Expect(agent.Page.GetByTestId("story")).ToContainTextAsync("Refused by lee@example.com");
    }

    [Fact]
    public async Task A_dead_code_looks_dead()
    {
        var agent = await OpenSupportAsync("sam");
        await OpenCaseAsync(agent, "carol@", Caller);
        await agent.Page.GetByLabel("Check", new() { Exact = true }).SelectOptionAsync("CodeByEmail");
        await agent.Button("Send the code").ClickAsync();
        var code = await Portal.Postman.NextCodeAsync(DeliveryChannel.Email, Caller);
        var wrong = code == "000000" ? "111111" : "000000";
        foreach (var left in new[] { "4 tries left", "3 tries left", "2 tries left", "1 try left" })
        {
            await CompareAsync(agent, wrong);
            await Expect(agent.Page.GetByTestId("code-life")).ToContainTextAsync(left);
            await Expect(Outcome(agent)).ToContainTextAsync("That code is wrong.");
        }

        await CompareAsync(agent, wrong);
        await Expect(Outcome(agent)).ToContainTextAsync("Send a new one.");
        await Expect(agent.Textbox("Code the caller reads out")).ToHaveCountAsync(0);
        await Expect(agent.Page.GetByTestId("story")).ToContainTextAsync("Not passed: too many wrong codes");

        // The next code is not read back in time.
        Portal.Clock.Advance(TimeSpan.FromMinutes(2));
        await agent.Button("Send the code").ClickAsync();
        await Expect(agent.Page.GetByTestId("code-life")).ToContainTextAsync("5 tries left");
        code = await Portal.Postman.NextCodeAsync(DeliveryChannel.Email, Caller);
        Portal.Clock.Advance(TimeSpan.FromMinutes(5));
        await CompareAsync(agent, code);
        await Expect(Outcome(agent)).ToContainTextAsync("That code has expired. Send a new one.");
        await Expect(agent.Page.GetByTestId("story")).ToContainTextAsync("Not passed: the code expired");
        await Expect(agent.Textbox("Code the caller reads out")).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task A_note_survives_the_key_the_way_back_and_a_new_sign_in_and_goes_once_it_is_added()
    {
        const string text = "Says the phone fell into the harbour";
        var agent = await OpenSupportAsync("sam");
        await OpenCaseAsync(agent, "carol@", Caller);
        var path = new Uri(agent.Page.Url).AbsolutePath;
        await agent.Textbox("Note").FillAsync(text);

        Portal.Clock.Advance(TimeSpan.FromMinutes(6));
        await agent.Button("Issue a temporary pass").ClickAsync();
        await agent.Button("Use security key").ClickAsync();
        await Expect(agent.Heading("Use your security key")).ToBeVisibleAsync();
        await agent.Button("Use security key").ClickAsync();
        await Expect(agent.Page.GetByRole(AriaRole.Dialog)).ToContainTextAsync("Issue a temporary pass?");
        await agent.Button("Cancel").ClickAsync();
        await Expect(agent.Textbox("Note")).ToHaveValueAsync(text);

        // Reloading the page does not repeat the question.
        Assert.DoesNotContain("do=", agent.Page.Url, StringComparison.Ordinal);

        await agent.Link(Caller).ClickAsync();
        await Expect(agent.Heading(Caller)).ToBeVisibleAsync();
        await agent.Page.GoBackAsync();
        await Expect(agent.Textbox("Note")).ToHaveValueAsync(text);

        await EndSessionsAsync("sam@example.com");
        await Expect(agent.Page).ToHaveURLAsync(new Regex(@"/sign-in\?reason=ended&returnUrl="), new() { Timeout = 40_000 });
        await agent.Textbox("Email or user name").FillAsync("sam@example.com");
        await agent.Textbox("Password").FillAsync(Fixtures.Portal.Password);
        await agent.Button("Sign in").ClickAsync();
        await agent.Button("Use security key").ClickAsync();
        await Expect(agent.Heading("Case 1001")).ToBeVisibleAsync();
        Assert.Equal(path, new Uri(agent.Page.Url).AbsolutePath);
        await Expect(agent.Textbox("Note")).ToHaveValueAsync(text);

        await agent.Button("Add note").ClickAsync();
        await Expect(Outcome(agent)).ToContainTextAsync("Note added.");
        await Expect(agent.Page.GetByTestId("story")).ToContainTextAsync(text);
        await agent.GoAsync(path);
        await Expect(agent.Button("Add note")).ToBeEnabledAsync();
        await Expect(agent.Textbox("Note")).ToHaveValueAsync("");
    }

    [Fact]
    public async Task The_ticket_of_one_person_never_stands_in_the_form_of_the_next()
    {
        var agent = await OpenSupportAsync("sam");
        await FindAsync(agent, "carol@", Caller);
        await agent.Textbox("Ticket").FillAsync("INC-77001");
        await agent.Textbox("Reason").FillAsync("Lost the phone on the train");
        await agent.Page.GetByLabel("Phone with the number on file").CheckAsync();

        await agent.Heading(Caller).ClickAsync();
        await FindAsync(agent, "alice@", "alice@example.com");

        await Expect(agent.Textbox("Ticket")).ToHaveValueAsync("");
        await Expect(agent.Textbox("Reason")).ToHaveValueAsync("");
        await Expect(agent.Page.GetByLabel("Phone with the number on file")).Not.ToBeCheckedAsync();

        // No case opens without an answer about what is lost.
        await agent.Textbox("Ticket").FillAsync("INC-77002");
        await agent.Textbox("Reason").FillAsync("Forgot your password");
        await agent.Button("Open a case").ClickAsync();
        await Expect(Outcome(agent)).ToContainTextAsync("Ask the caller what is lost or stolen");
    }

    [Fact]
    public async Task An_agent_who_works_in_one_page_for_more_than_an_hour_stays_signed_in()
    {
        var agent = await OpenSupportAsync("sam");
        await OpenCaseAsync(agent, "carol@", Caller);
        for (var i = 1; i <= 3; i++)
        {
            Portal.Clock.Advance(TimeSpan.FromMinutes(40));
            await agent.Textbox("Note").FillAsync($"Still at it, {i}");
            await agent.Button("Add note").ClickAsync();
            await Expect(agent.Page.GetByTestId("story")).ToContainTextAsync($"Still at it, {i}");
        }

        await Expect(agent.Heading("Case 1001")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task The_hits_answer_the_keyboard_and_close_elsewhere()
    {
        var agent = await OpenSupportAsync("sam");
        var box = agent.Page.GetByRole(AriaRole.Searchbox, new() { Name = "Find a person" });
        var hit = agent.Page.GetByRole(AriaRole.Link, new() { NameRegex = new Regex("carol@example.com") });
        await box.PressSequentiallyAsync("0123");
        await Expect(hit).ToBeVisibleAsync();

        await box.PressAsync("Escape");
        await Expect(hit).ToBeHiddenAsync();
        await Expect(box).ToBeFocusedAsync();
        await box.PressAsync("ArrowDown");
        await Expect(hit).ToBeFocusedAsync();
        await agent.Page.Keyboard.PressAsync("ArrowUp");
        await Expect(box).ToBeFocusedAsync();
        await agent.Heading("Other open cases").ClickAsync();
        await Expect(hit).ToBeHiddenAsync();

        await box.PressAsync("ArrowDown");
        await agent.Page.Keyboard.PressAsync("Enter");
        await Expect(agent.Heading(Caller)).ToBeVisibleAsync();
    }

    private static ILocator Outcome(BrowserWindow window) => window.Page.GetByTestId("outcome");

    private static async Task RequestAsync(BrowserWindow agent, string action)
    {
        await agent.Button(action).ClickAsync();
        await agent.Button("Send to a lead").ClickAsync();
        await Expect(agent.Page.GetByTestId("action-state").Last).ToHaveTextAsync("Waiting for a lead");
    }

    private static async Task CompareAsync(BrowserWindow agent, string code)
    {
        await agent.Textbox("Code the caller reads out").FillAsync(code);
        await agent.Button("Compare").ClickAsync();
    }

    // Directly in the database, as an administrator might.
    private async Task EndSessionsAsync(string email)
    {
        var now = Portal.Clock.GetUtcNow();
        await using var db = await Portal.OpenDatabaseAsync();
        var id = await db.Users.Where(user => user.Email == email).Select(user => user.Id).SingleAsync();
        await db.Set<PortalSession>().Where(session => session.UserId == id)
            .ExecuteUpdateAsync(set => set.SetProperty(session => session.EndedAt, now));
    }
}
