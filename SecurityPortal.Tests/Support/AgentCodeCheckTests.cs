using SecurityPortal.Support;
using SecurityPortal.Support.Callers;
using SecurityPortal.Tests.Fixtures;

namespace SecurityPortal.Tests.Support;

/// <summary>A caller who cannot sign in finds out on the public page whether the agent is one.</summary>
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
        Assert.Contains("it belongs to case 1001", browser.Text);
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
    public async Task After_five_wrong_codes_from_wherever_the_right_one_is_confirmed_no_more_but_the_persons_own_page_shows_it()
    {
        var (desk, code) = await WithCodeAsync();
        for (var i = 1; i < AgentCodeCheck.MaxWrong; i++)
        {
            Assert.IsType<AgentCodeAnswer.NotConfirmed>(await CompareAsync(desk.Caller.Email, Other(code), i));
        }

        // What was right takes none of the tries.
        Assert.IsType<AgentCodeAnswer.Confirmed>(await CompareAsync(desk.Caller.Email, code, 10));
        Assert.IsType<AgentCodeAnswer.Confirmed>(await CompareAsync(desk.Caller.Email, code, 11));
        await CompareAsync(desk.Caller.Email, Other(code), 12);

        Assert.IsType<AgentCodeAnswer.NotConfirmed>(await CompareAsync(desk.Caller.Email, code, 13));
        await desk.Caller.SignInAsync(MethodIds.App);
        Assert.Equal(code, (await _portal.Get<AgentCodes>().OfPersonAsync(desk.Caller.Session))!.Digits);
    }

    [Fact]
    public async Task Guesses_that_race_get_no_more_than_five_looks()
    {
        var (desk, code) = await WithCodeAsync();

        await Task.WhenAll(Enumerable.Range(0, 50).Select(i => CompareAsync(desk.Caller.Email, Other(code), i)));

        await using var db = await _portal.OpenDatabaseAsync();
        Assert.Equal(AgentCodeCheck.MaxWrong, db.Set<AgentCode>().Single().Wrong);
    }

    [Fact]
    public async Task A_code_that_is_over_is_not_confirmed()
    {
        var (desk, code) = await WithCodeAsync();
        _portal.Clock.Advance(AgentCodes.Lifetime);

        Assert.IsType<AgentCodeAnswer.NotConfirmed>(await CompareAsync(desk.Caller.Email, code, 1));
    }

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
