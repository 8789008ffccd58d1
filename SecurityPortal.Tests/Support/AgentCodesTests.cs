using SecurityPortal.Support;
using SecurityPortal.Support.Callers;
using SecurityPortal.Support.Cases;
using SecurityPortal.Tests.Fixtures;

namespace SecurityPortal.Tests.Support;

/// <summary>The caller checks whether the agent is genuine.</summary>
[OnBothDatabases]
public sealed class AgentCodesTests : IAsyncLifetime
{
    private readonly Portal _portal = new();

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public ValueTask DisposeAsync() => _portal.DisposeAsync();

    private AgentCodes Codes => _portal.Get<AgentCodes>();

    private AgentCodeIssuer Issuer => _portal.Get<AgentCodeIssuer>();

    [Fact]
    public async Task The_agent_and_the_signed_in_person_see_the_same_code_and_nobody_else_any()
    {
        var desk = await CheckedAsync();
        Assert.IsType<SupportResult.Done>(await Issuer.MakeAsync(desk.Agent.Session, desk.Case));
        var stranger = await (await TestPerson.WithAsync(_portal, MethodIds.App)).SignInAsync(MethodIds.App);

        var ofAgent = await Codes.OfAgentAsync(desk.Agent.Session, desk.Case);
        var ofPerson = await Codes.OfPersonAsync(desk.Caller.Session);

        Assert.Equal(ofAgent, ofPerson);
        Assert.Matches("^[0-9]{3} [0-9]{3}$", ofPerson!.Grouped);
        Assert.Contains(ofPerson.Grouped, (await desk.Caller.Browser().GetAsync("/verify-support")).Text);
        Assert.Null(await Codes.OfPersonAsync(stranger.Session));
        Assert.Null(await Codes.OfAgentAsync(desk.Lead.Session, desk.Case));
        Assert.Null(await Codes.OfAgentAsync(desk.Caller.Session, desk.Case));
        Assert.DoesNotContain(ofPerson.Digits, Assert.Single(await desk.LogAsync("agent-code-made")).Detail);
    }

    [Fact]
    public async Task There_is_none_before_a_check_has_passed()
    {
        var desk = await Desk.OpenAsync(_portal);

        Assert.Equal(SupportFault.NoCheckYet, Desk.Fault(await Issuer.MakeAsync(desk.Agent.Session, desk.Case)));
        Assert.Null(await Codes.OfAgentAsync(desk.Agent.Session, desk.Case));
    }

    [Fact]
    public async Task It_ends_after_ten_minutes_with_the_case_and_with_a_newer_one()
    {
        var desk = await CheckedAsync();
        await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => Issuer.MakeAsync(desk.Agent.Session, desk.Case)));
        Assert.Equal(await Codes.OfAgentAsync(desk.Agent.Session, desk.Case), await Codes.OfPersonAsync(desk.Caller.Session));

        _portal.Clock.Advance(AgentCodes.Lifetime);
        Assert.Null(await Codes.OfPersonAsync(desk.Caller.Session));
        await Issuer.MakeAsync(desk.Agent.Session, desk.Case);
        Assert.NotNull(await Codes.OfPersonAsync(desk.Caller.Session));
        await _portal.Get<CaseService>().CloseAsync(desk.Agent.Session, desk.Case);
        Assert.Null(await Codes.OfPersonAsync(desk.Caller.Session));
    }

    [Fact]
    public async Task A_role_that_is_taken_away_in_mid_call_makes_none_and_shows_none()
    {
        var desk = await CheckedAsync();
        await Issuer.MakeAsync(desk.Agent.Session, desk.Case);
        await desk.Agent.HasRoleAsync(null);

        Assert.Equal(SupportFault.NotStaff, Desk.Fault(await Issuer.MakeAsync(desk.Agent.Session, desk.Case)));
        Assert.Null(await Codes.OfAgentAsync(desk.Agent.Session, desk.Case));
    }

    [Fact]
    public async Task The_persons_own_page_says_so_when_there_is_none_and_asks_strangers_to_sign_in()
    {
        var desk = await CheckedAsync();

        Assert.Contains("No support agent has a code for you", (await desk.Caller.Browser().GetAsync("/verify-support")).Text);
        Assert.StartsWith("/sign-in", (await _portal.Browser().GetAsync("/verify-support/mine")).Path);
    }

    private async Task<Desk> CheckedAsync()
    {
        var desk = await Desk.OpenAsync(_portal);
        await desk.PassCheckAsync();
        await desk.Caller.SignInAsync(MethodIds.App);
        return desk;
    }
}
