using Microsoft.Extensions.DependencyInjection;
using SecurityPortal.Authentication.Sessions;
using SecurityPortal.Platform.Signals;
using SecurityPortal.Support;
using SecurityPortal.Support.Actions;
using SecurityPortal.Tests.Fixtures;
using SecurityPortal.Tests.Support;

namespace SecurityPortal.Tests.Nodes;

/// <summary>
/// Staff end all sessions of a person (ASVS 7.4.5), as does disabling an account (ASVS 7.4.2). Either takes effect at every
/// node: requests and commands of open pages are refused, and open pages are led away.
/// </summary>
public sealed class EndingSessionsTests : IAsyncLifetime
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);
    private readonly Portal _one = new() { HasPostgreSql = true, WithServices = Node };
    private readonly Portal _other;

    public EndingSessionsTests() => _other = new() { HasPostgreSql = true, Beside = _one, WithServices = Node };

    public async ValueTask InitializeAsync()
    {
        await _one.Get<SignalRelay>().Listening.WaitAsync(Patience);
        await _other.Get<SignalRelay>().Listening.WaitAsync(Patience);
    }

    public async ValueTask DisposeAsync()
    {
        await _other.DisposeAsync();
        await _one.DisposeAsync();
    }

    [Fact]
    public async Task Support_signs_a_person_out_everywhere()
    {
        var desk = await Desk.OpenAsync(_one);
        var (browser, page, screen) = await SignedInAtTheOtherAsync(desk.Caller);
        await using var disposing = screen;

        Assert.IsType<SupportResult.Done>(await desk.AskAsync(ActionKind.EndSessions));

        await AssertOverAsync(desk.Caller, browser, page);
    }

    [Fact]
    public async Task Disabling_the_account_does_so_too()
    {
        var person = await TestPerson.CreateAsync(_one);
        var (browser, page, screen) = await SignedInAtTheOtherAsync(person);
        await using var disposing = screen;

        await person.DisableAsync();

        await AssertOverAsync(person, browser, page);
    }

    [Fact]
    public async Task So_does_an_application_on_the_same_database_when_the_page_next_looks()
    {
        var person = await TestPerson.CreateAsync(_one);
        var (browser, page, screen) = await SignedInAtTheOtherAsync(person);
        await using var disposing = screen;

        await person.LockOutAsync(DateTimeOffset.MaxValue);
        _other.Get<ISignals>().Publish(SignalTopics.Person(person.Id));

        await AssertOverAsync(person, browser, page);
    }

    private async Task<(TestBrowser Browser, LeavingPage Page, Screen Screen)> SignedInAtTheOtherAsync(TestPerson person)
    {
        await person.SignInAsync();
        var browser = person.Browser().At(_other);
        Assert.True(await browser.IsSignedInAsync());
        var page = new LeavingPage();
        var screen = await Screen.OfAsync(_other, person, page);
        screen.Render<SessionWatch>();
        return (browser, page, screen);
    }

    private async Task AssertOverAsync(TestPerson person, TestBrowser browser, LeavingPage page)
    {
        Assert.False(await browser.IsSignedInAsync());
        Assert.Null(await _other.Get<SecurityPortal.TwoFactor.Overview.TwoFactorQueries>().OverviewAsync(person.Session));
        Assert.StartsWith("/sign-in?reason=ended&", await page.LeftFor);
    }

    private static void Node(IServiceCollection services)
    {
        services.AddSingleton<SignalRelay>();
        services.AddHostedService(provider => provider.GetRequiredService<SignalRelay>());
    }
}
