using Bunit;
using Bunit.TestDoubles;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;
using SecurityPortal.Support.Actions;
using SecurityPortal.Support.Cases;
using SecurityPortal.Support.Pages.Cases;
using SecurityPortal.Tests.Fixtures;
using Portal = SecurityPortal.Tests.Fixtures.Portal;

namespace SecurityPortal.Tests.Support;

/// <summary>What a case's page says while others work on the case.</summary>
public sealed class CasePageTests(SharedPortal shared) : IClassFixture<SharedPortal>
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);
    private readonly Portal _portal = shared.Portal;

    public static TheoryData<string, string, bool> WhatHappens => new()
    {
        { "refused", "Reset all methods: refused by {lead}. Call them back first", false },
        { "approved", "Reset all methods: approved by {lead} and carried out.", false },
        { "withdrawn by another", "Reset all methods: withdrawn by {other}.", false },
        { "stopped by the person", "Reset all methods: Stopped by the person.", true },
        { "closed by another", "{other} closed the case.", false },
    };

    [Theory]
    [MemberData(nameof(WhatHappens))]
    public async Task The_banner_goes_on_with_the_story_and_is_announced(string what, string said, bool isAlert)
    {
        var desk = await Desk.OpenAsync(_portal);
        var other = await TestPerson.AtWorkAsync(_portal, "Support");
        await desk.PassCheckAsync();
        await using var screen = await Screen.OfAsync(_portal, desk.Agent);
        var page = screen.Show<CasePage>(parameters => parameters.Add(show => show.Key, $"{desk.Case}"));
        await Press(page, "Reset all methods");
        await screen.Shown.WaitForElement("[role=dialog] [type=submit]", Patience).ClickAsync();
        page.WaitForAssertion(() => Assert.Equal("Sent to a lead for approval.", Outcome(page, "status")), Patience);

        var action = await desk.NewestActionAsync();
        switch (what)
        {
            case "refused":
                await _portal.Get<Approvals>().RefuseAsync(desk.Lead.Session, action.Id, "Call them back first");
                break;
            case "approved":
                await desk.ApproveAsync(action);
                break;
            case "withdrawn by another":
                await _portal.Get<SupportActionService>().WithdrawAsync(other.Session, action.Id);
                break;
            case "closed by another":
                await _portal.Get<SupportActionService>().WithdrawAsync(desk.Agent.Session, action.Id);
                page.WaitForAssertion(() => Assert.Contains("withdrawn", Outcome(page, "status")), Patience);
                await _portal.Get<CaseService>().CloseAsync(other.Session, desk.Case);
                break;
            default:
                await using (var transaction = await SecurityPortal.Platform.Database.PersonTransaction.BeginAsync(
                    _portal.Get<Microsoft.EntityFrameworkCore.IDbContextFactory<SecurityPortal.Platform.Database.PortalDbContext>>(), desk.Caller.Id))
                {
                    await _portal.Get<SupportCancellation>().StopAsync(transaction, action.Id, CancellationToken.None);
                    await transaction.CommitAsync();
                }

                break;
        }

        var expected = said.Replace("{lead}", desk.Lead.Email, StringComparison.Ordinal).Replace("{other}", other.Email, StringComparison.Ordinal);
        page.WaitForAssertion(() => Assert.Equal(expected, Outcome(page, isAlert ? "alert" : "status")), Patience);
        Assert.Equal("", Outcome(page, isAlert ? "status" : "alert"));
    }

    [Fact]
    public async Task What_makes_no_sense_now_says_why_and_cannot_be_pressed()
    {
        var desk = await Desk.OpenAsync(_portal);
        await using var screen = await Screen.OfAsync(_portal, desk.Agent);
        var page = screen.Show<CasePage>(parameters => parameters.Add(show => show.Key, $"{desk.Case}"));

        foreach (var (name, why) in new[]
        {
            ("Unlock", "Nothing to unlock: there were no failed attempts."),
            ("End sessions", "Nothing to end: this person is not signed in anywhere."),
        })
        {
            var button = Screen.Button(page.Find("main, .choices"), name);
            Assert.True(button.HasAttribute("disabled"));
            Assert.Equal(why, page.Find($"#{button.GetAttribute("aria-describedby")}").TextContent);
        }

        Assert.False(Screen.Button(page.Find(".choices"), "Reset all methods").HasAttribute("disabled"));
    }

    [Fact]
    public async Task Closing_and_withdrawing_say_what_they_do_first_and_a_closed_case_is_reopened_with_a_reason()
    {
        var desk = await Desk.OpenAsync(_portal);
        await desk.AskAsync(ActionKind.ResetAll);
        var other = await TestPerson.AtWorkAsync(_portal, "Support");
        await using var screen = await Screen.OfAsync(_portal, other);
        var page = screen.Show<CasePage>(parameters => parameters.Add(show => show.Key, $"{desk.Case}"));

        await Press(page, "Withdraw");
        Assert.Contains($"{desk.Agent.Email} made this request", screen.Shown.WaitForElement("[role=dialog]", Patience).TextContent);
        Assert.Equal(ActionState.AwaitingApproval, (await desk.NewestActionAsync()).State);
        await screen.Shown.Find("[role=dialog] form").SubmitAsync();
        page.WaitForAssertion(() => Assert.Equal("Request withdrawn.", Outcome(page, "status")), Patience);

        await Press(page, "Close the case");
        Assert.Contains("Nobody can change it", screen.Shown.WaitForElement("[role=dialog]", Patience).TextContent);
        await screen.Shown.Find("[role=dialog] form").SubmitAsync();
        page.WaitForAssertion(() => Assert.Equal("Case closed.", Outcome(page, "status")), Patience);

        await Press(page, "Reopen the case");
        screen.Shown.WaitForElement("[role=dialog] input", Patience).Change("Called again");
        await screen.Shown.Find("[role=dialog] form").SubmitAsync();
        page.WaitForAssertion(() => Assert.Equal("The case is open again.", Outcome(page, "status")), Patience);
        Assert.Contains($"{other.Email} reopened the case", page.Markup);
        Assert.Contains("Called again", page.Find("[data-testid=story]").TextContent);
    }

    [Fact]
    public async Task After_the_key_the_action_is_asked_about_once_and_the_address_forgets_it()
    {
        var desk = await Desk.OpenAsync(_portal);
        await using var screen = await Screen.OfAsync(_portal, desk.Agent);
        var navigation = (BunitNavigationManager)screen.Services.GetRequiredService<NavigationManager>();
        navigation.NavigateTo($"/support/cases/{desk.Case}?do=ResetMethod&method={MethodIds.App}");

        var page = screen.Show<CasePage>(parameters => parameters.Add(show => show.Key, $"{desk.Case}"));

        Assert.Contains("Reset Authentication app?", screen.Shown.WaitForElement("[role=dialog]", Patience).TextContent);
        Assert.EndsWith($"/support/cases/{desk.Case}", navigation.Uri);
        Assert.True(navigation.History.First().Options.ReplaceHistoryEntry);
    }

    [Fact]
    public async Task Each_request_has_a_reason_of_its_own_and_the_lead_reads_what_it_does_before_deciding()
    {
        var desk = await Desk.OpenAsync(_portal);
        await desk.AskAsync(ActionKind.ResetMethod, MethodIds.App);
        _portal.Clock.Advance(TimeSpan.FromSeconds(1));
        await desk.AskAsync(ActionKind.ResetMethod, MethodIds.Sms);
        await using var screen = await Screen.OfAsync(_portal, desk.Lead);
        var page = screen.Show<CasePage>(parameters => parameters.Add(show => show.Key, $"{desk.Case}"));

        page.FindAll(".decision input")[0].Change("Only one text check");

        Assert.Equal(["Only one text check", null], page.FindAll(".decision input").Select(input => input.GetAttribute("value")));
        var decisions = page.FindAll(".decision").Select(Screen.Words).ToList();
        Assert.Contains("Needs approval, because no check has passed.", decisions[0]);
        Assert.Contains("Turns off Authentication app. Signs the person out everywhere", decisions[0]);
        Assert.Contains("If you approve, it takes effect immediately.", decisions[0]);
        Assert.Contains($"We will notify: p•••@example.com, +44 •••• ••{desk.Caller.Number[^2..]}.", decisions[0]);

        // After the first approval, the second request would turn off the last method.
        await Press(page, "Approve");
        page.WaitForAssertion(() => Assert.Equal("Approved and carried out.", Outcome(page, "status")), Patience);
        var second = Screen.Words(page.Find(".decision"));
        Assert.Contains("no method would be left", second);
        Assert.Contains("If you approve, a waiting period of 24 hours begins", second);
        Assert.Contains("Only one text check", page.FindAll("[data-testid=action]")[0].TextContent);
    }

    private static Task Press(IRenderedComponent<CasePage> page, string name) =>
        // At once, so that no reload of the page comes between finding the button and pressing it.
        page.InvokeAsync(() => page.FindAll("button").First(button => Screen.Words(button) == name).ClickAsync());

    private static string Outcome(IRenderedComponent<CasePage> page, string role) =>
        Screen.Words(page.Find($"[data-testid=outcome] [role={role}]"));
}
