using System.Collections.Concurrent;
using System.Text.RegularExpressions;
using Microsoft.Playwright;
using SecurityPortal.Messaging.Delivery;
using SecurityPortal.Tests.Fixtures;
using static Microsoft.Playwright.Assertions;

namespace SecurityPortal.Tests.Browser;

/// <summary>Three people at the same time: one who lost their phone, an agent and a lead, the last two with keys of their own.</summary>
public sealed class SupportStoryTests(Chromium chromium) : SupportBrowserTest(chromium)
{
    private const string Caller = "carol@example.com";
    private const string CarolNumber = "+14155550123";
    [Fact]
    public async Task A_caller_without_a_phone_is_checked_reset_with_a_leads_consent_and_back_in()
    {
        var agent = await OpenSupportAsync("sam");
        var lead = await OpenSupportAsync("lee");
        var wire = Record(agent);
        await agent.GoAsync("/support");
        await Expect(agent.Page.GetByRole(AriaRole.Searchbox, new() { Name = "Find a person" })).ToBeEnabledAsync();
        await FindAsync(agent, "carol@", Caller);
        await Expect(agent.Page.GetByText("+1 •••• ••23")).ToBeVisibleAsync();
        await agent.Textbox("Ticket").FillAsync("T-4711");
        await agent.Textbox("Reason").FillAsync("Lost the phone on the train");
        await agent.Page.GetByLabel("Phone with the number on file").CheckAsync();
        await agent.Button("Open a case").ClickAsync();
        await Expect(agent.Heading("Case 1001")).ToBeVisibleAsync();

        await agent.Page.GetByLabel("Check", new() { Exact = true }).SelectOptionAsync("CodeByEmail");
        await agent.Button("Send the code").ClickAsync();
        var code = await Portal.Postman.NextCodeAsync(DeliveryChannel.Email, Caller);
        await agent.Textbox("Code the caller reads out").FillAsync(code);
        await agent.Button("Compare").ClickAsync();
        await Expect(agent.Page.GetByText("Check passed.")).ToBeVisibleAsync();

        // The phone is gone, so no second code can be read back: a colleague at the front desk checks the passport instead.
        await lead.GoAsync("/support/cases/1001");
        await Expect(lead.Page.GetByLabel("Check", new() { Exact = true })).ToBeEnabledAsync();
        await lead.Page.GetByLabel("Check", new() { Exact = true }).SelectOptionAsync("IdentityDocument");
        await lead.Textbox("Who saw it, and where").FillAsync("Lee, front desk");
        await lead.Button("Record the document").ClickAsync();
        await Expect(agent.Page.GetByTestId("story")).ToContainTextAsync("seen by Lee, front desk");

        await lead.GoAsync("/support");
        await agent.Button("Reset all methods").ClickAsync();
        await Expect(agent.Page.GetByRole(AriaRole.Dialog)).ToContainTextAsync("Needs a lead's approval");
        await agent.Button("Send to a lead").ClickAsync();
        await Expect(agent.Page.GetByTestId("action-state")).ToHaveTextAsync("Waiting for a lead");

        await lead.Page.GetByRole(AriaRole.Link, new() { NameRegex = new Regex("Case 1001") }).ClickAsync();
        await Expect(lead.Page.GetByTestId("story")).ToContainTextAsync("Lost the phone on the train");
        await lead.Button("Approve").ClickAsync();

        await Expect(agent.Page.GetByTestId("action-state")).ToHaveTextAsync("Done");
        await Expect(lead.Page.GetByTestId("action-state")).ToHaveTextAsync("Done");
        await ComeBackAsync();

        Assert.NotEmpty(wire);
        // Ordinal, because the lengths between the texts of a render batch are control characters, which a culture ignores.
        var seen = string.Join('\n', wire);
        Assert.Contains("+1 •••• ••23", seen);
        Assert.DoesNotContain(CarolNumber, seen, StringComparison.Ordinal);
        Assert.DoesNotContain(CarolNumber[1..], seen, StringComparison.Ordinal);
        Assert.DoesNotContain(Oathtool.CarolsKey, seen, StringComparison.Ordinal);
        Assert.DoesNotContain(code, Regex.Replace(seen, @"[0-9a-f-]{20,}", ""), StringComparison.Ordinal);
        Assert.DoesNotContain("/notices/", seen, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_old_touch_of_the_key_is_asked_for_again_and_the_agent_goes_on_where_they_were()
    {
        var agent = await OpenSupportAsync("sam");
        await FindAsync(agent, "carol@", Caller);
        await agent.Textbox("Ticket").FillAsync("T-1");
        await agent.Textbox("Reason").FillAsync("Locked out");
        await agent.Page.GetByLabel("Nothing is lost").CheckAsync();
        await agent.Button("Open a case").ClickAsync();
        await Expect(agent.Heading("Case 1001")).ToBeVisibleAsync();
        Portal.Clock.Advance(TimeSpan.FromMinutes(6));

        await agent.Button("Issue a temporary pass").ClickAsync();
        await agent.Button("Use security key").ClickAsync();
        await Expect(agent.Heading("Use your security key")).ToBeVisibleAsync();
        await agent.Button("Use security key").ClickAsync();

        await Expect(agent.Page.GetByRole(AriaRole.Dialog)).ToContainTextAsync("Issue a temporary pass?");
        await agent.Button("Send to a lead").ClickAsync();
        await Expect(agent.Page.GetByTestId("action-state")).ToHaveTextAsync("Waiting for a lead");
    }

    [Fact]
    public async Task A_role_that_was_taken_away_empties_the_open_page()
    {
        var agent = await OpenSupportAsync("sam");
        await Expect(agent.Heading("Support")).ToBeVisibleAsync();
        await using (var db = await Portal.OpenDatabaseAsync())
        {
            db.UserRoles.RemoveRange(db.UserRoles);
            await db.SaveChangesAsync();
        }

        await Expect(agent.Page.GetByText("You no longer have access to support.")).ToBeVisibleAsync(new() { Timeout = 40_000 });
    }

    // Signs in with the password alone and sets up a new app; no other page opens before that.
    private async Task ComeBackAsync()
    {
        var caller = await OpenBrowserAsync(Device.Phone);
        await caller.TypePasswordAsync("carol");
        await caller.ExpectTwoFactorScreenAsync();
        await caller.ExpectStatusAsync("Your methods were reset.");
        await caller.GoAsync("/settings/security/devices");
        await caller.ExpectTwoFactorScreenAsync();
        await caller.TurnOnAppAsync(Portal);
        await caller.SaveBackupCodesAsync();
        await caller.ExpectOnAsync("Authentication app");
        await caller.GoAsync("/settings/security/activity");
        await Expect(caller.Page.GetByText("support, case 1001").First).ToBeVisibleAsync();
    }

    /// <summary>Records what a browser receives over the wire: pages and the circuit's messages.</summary>
    private static ConcurrentQueue<string> Record(BrowserWindow window)
    {
        var wire = new ConcurrentQueue<string>();
        window.Page.WebSocket += (_, socket) => socket.FrameReceived += (_, frame) =>
            wire.Enqueue(frame.Text ?? System.Text.Encoding.UTF8.GetString(frame.Binary ?? []));
        window.Page.Response += async (_, response) =>
        {
            try
            {
                if ((await response.HeaderValueAsync("content-type"))?.StartsWith("text/html", StringComparison.Ordinal) == true)
                {
                    wire.Enqueue(await response.TextAsync());
                }
            }
            catch (PlaywrightException)
            {
                // The browser left the page before its text was read.
            }
        };
        return wire;
    }
}
