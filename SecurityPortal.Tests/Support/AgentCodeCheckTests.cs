using Microsoft.EntityFrameworkCore;
using SecurityPortal.Support;
using SecurityPortal.Support.Callers;
using SecurityPortal.Tests.Fixtures;

namespace SecurityPortal.Tests.Support;

/// <summary>A caller who cannot sign in checks on the public page whether the agent is genuine.</summary>
[OnBothDatabases]
public sealed class AgentCodeCheckTests : IAsyncLifetime
{
    private readonly Portal _portal = new();

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public ValueTask DisposeAsync() => _portal.DisposeAsync();

    private AgentCodeCheck Check => _portal.Get<AgentCodeCheck>();

    [Fact]
    public async Task The_page_is_public_and_confirms_the_code_of_the_callers_own_case()
    {
        var (desk, code) = await WithCodeAsync();
        var browser = _portal.Browser();
        Assert.Equal("/verify-support", (await browser.GetAsync("/verify-support")).Path);

        await browser.SubmitAsync(("name", desk.Caller.Email), ("code", $"{code[..3]} {code[3..]}"));
        Assert.Contains("It belongs to case 1001", browser.Text);
        Assert.DoesNotContain(code, browser.Text);

        await browser.GetAsync("/verify-support");
        await browser.SubmitAsync(("name", desk.Caller.Email), ("code", Other(code)));
        Assert.Contains("We can't confirm this code", browser.Text);
    }

    [Fact]
    public async Task Whoever_is_signed_in_sees_the_code_instead()
    {
        var (desk, code) = await WithCodeAsync();
        await desk.Caller.SignInAsync(MethodIds.App);

        var page = await desk.Caller.Browser().GetAsync("/verify-support");

        Assert.Equal("/verify-support/mine", page.Path);
        Assert.Contains($"{code[..3]} {code[3..]}", page.Text);
    }

    [Fact]
    public async Task The_code_of_another_persons_case_is_confirmed_to_nobody()
    {
        var (desk, code) = await WithCodeAsync();
        var victim = await TestPerson.WithAsync(_portal, MethodIds.App);

        Assert.IsType<AgentCodeAnswer.NotConfirmed>(await CompareAsync(victim.Email, code, 1));
        Assert.IsType<AgentCodeAnswer.NotConfirmed>(await CompareAsync("nobody@example.com", code, 2));
        Assert.IsType<AgentCodeAnswer.NotConfirmed>(await CompareAsync(new string('x', 10_240), code, 3));
        Assert.IsType<AgentCodeAnswer.NotConfirmed>(await CompareAsync(desk.Caller.Email, new string('1', 10_240), 4));
        Assert.IsType<AgentCodeAnswer.NotConfirmed>(await CompareAsync(null, null, 5));
        Assert.IsType<AgentCodeAnswer.Confirmed>(await CompareAsync(desk.Caller.Email.ToUpperInvariant(), code, 6));
    }

    [Fact]
    public async Task Of_fifty_tries_of_one_network_at_once_ten_are_looked_at()
    {
        var (desk, code) = await WithCodeAsync();

        var answers = await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => CompareAsync(desk.Caller.Email, code, 1)));

        Assert.Equal(AgentCodeCheck.PerNetwork, answers.Count(answer => answer is not AgentCodeAnswer.TooMany));
        Assert.IsType<AgentCodeAnswer.TooMany>(await CompareAsync("nobody@example.com", "123456", 1));
        _portal.Clock.Advance(AgentCodeCheck.Period);
        Assert.IsType<AgentCodeAnswer.NotConfirmed>(await CompareAsync("nobody@example.com", "123456", 1));
    }

    [Fact]
    public async Task A_stranger_who_knows_the_address_cannot_make_the_right_code_look_wrong()
    {
        var (desk, code) = await WithCodeAsync();

        await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => CompareAsync(desk.Caller.Email, Other(code), 1)));

        Assert.IsType<AgentCodeAnswer.Confirmed>(await CompareAsync(desk.Caller.Email, code, 2));
    }

    [Fact]
    public async Task Strangers_of_many_networks_end_what_the_public_page_confirms_but_not_what_the_person_and_the_agent_see()
    {
        var (desk, code) = await WithCodeAsync();
        await SetWrongAsync(AgentCodeCheck.MaxWrong - 1);

        // A right code uses up no attempt.
        Assert.IsType<AgentCodeAnswer.Confirmed>(await CompareAsync(desk.Caller.Email, code, 10));
        Assert.IsType<AgentCodeAnswer.Confirmed>(await CompareAsync(desk.Caller.Email, code, 11));
        Assert.False((await OfAgentAsync(desk)).IsSpent);
        await CompareAsync(desk.Caller.Email, Other(code), 12);

        Assert.IsType<AgentCodeAnswer.NotConfirmed>(await CompareAsync(desk.Caller.Email, code, 13));
        Assert.Equal((code, true), ((await OfAgentAsync(desk)).Digits, (await OfAgentAsync(desk)).IsSpent));
        Assert.Contains("It no longer confirms this one", (await desk.Agent.Browser().GetAsync($"/support/cases/{desk.Case}")).Text);
        await desk.Caller.SignInAsync(MethodIds.App);
        Assert.Equal(code, (await _portal.Get<AgentCodes>().OfPersonAsync(desk.Caller.Session))!.Digits);

        Assert.IsType<SupportResult.Done>(await _portal.Get<AgentCodeIssuer>().MakeAsync(desk.Agent.Session, desk.Case));
        Assert.IsType<AgentCodeAnswer.Confirmed>(await CompareAsync(desk.Caller.Email, (await OfAgentAsync(desk)).Digits, 14));
    }

    [Fact]
    public async Task Guesses_that_race_get_no_more_than_a_hundred_looks()
    {
        var (desk, code) = await WithCodeAsync();
        await SetWrongAsync(AgentCodeCheck.MaxWrong - 5);

        await Task.WhenAll(Enumerable.Range(0, 50).Select(i => CompareAsync(desk.Caller.Email, Other(code), i)));

        await using var db = await _portal.OpenDatabaseAsync();
        Assert.Equal(AgentCodeCheck.MaxWrong, db.Set<AgentCode>().Single().Wrong);
    }

    [Fact]
    public async Task A_right_comparison_stands_in_the_log_and_fifty_wrong_ones_at_once_stand_there_once()
    {
        var (desk, code) = await WithCodeAsync();
        await CompareAsync("nobody@example.com", code, 90);
        await CompareAsync(desk.Agent.Email, code, 91);

        await Task.WhenAll(Enumerable.Range(0, 50).Select(i => CompareAsync(desk.Caller.Email, Other(code), i)));
        await CompareAsync(desk.Caller.Email, code, 92);

        var wrong = Assert.Single(await desk.LogAsync("agent-code-wrong"));
        var right = Assert.Single(await desk.LogAsync("agent-code-confirmed"));
        Assert.Equal(("portal", "#1001", "203.0.113.92"), (right.Actor, right.Detail, right.Address));
        Assert.Equal(("portal", "#1001"), (wrong.Actor, wrong.Detail));
        Assert.Empty(await desk.LogAsync("agent-code-wrong", ""));
        Assert.Empty(await desk.LogAsync("agent-code-wrong", desk.Agent.Id));
    }

    [Fact]
    public async Task A_code_that_is_over_is_not_confirmed()
    {
        var (desk, code) = await WithCodeAsync();
        _portal.Clock.Advance(AgentCodes.Lifetime);

        Assert.IsType<AgentCodeAnswer.NotConfirmed>(await CompareAsync(desk.Caller.Email, code, 1));
    }

    private async Task SetWrongAsync(int wrong)
    {
        await using var db = await _portal.OpenDatabaseAsync();
        await db.Set<AgentCode>().ExecuteUpdateAsync(set => set.SetProperty(row => row.Wrong, wrong));
    }

    private async Task<ShownAgentCode> OfAgentAsync(Desk desk) =>
        (await _portal.Get<AgentCodes>().OfAgentAsync(desk.Agent.Session, desk.Case))!;

    private Task<AgentCodeAnswer> CompareAsync(string? name, string? code, int network) =>
        Check.CompareAsync(name, code, new("A browser", $"203.0.113.{network}"));

    private async Task<(Desk Desk, string Code)> WithCodeAsync()
    {
        var desk = await Desk.OpenAsync(_portal);
        await desk.PassCheckAsync();
        Assert.IsType<SupportResult.Done>(await _portal.Get<AgentCodeIssuer>().MakeAsync(desk.Agent.Session, desk.Case));
        return (desk, (await _portal.Get<AgentCodes>().OfAgentAsync(desk.Agent.Session, desk.Case))!.Digits);
    }

    private static string Other(string code) => code[..5] + (code[5] == '9' ? '0' : (char)(code[5] + 1));
}
