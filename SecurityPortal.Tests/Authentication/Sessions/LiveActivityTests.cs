using Bunit;
using Bunit.TestDoubles;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using SecurityPortal.Authentication.Sessions;
using SecurityPortal.Platform.Database;
using SecurityPortal.Platform.Signals;
using SecurityPortal.Tests.Fixtures;
using Portal = SecurityPortal.Tests.Fixtures.Portal;

namespace SecurityPortal.Tests.Authentication.Sessions;

/// <summary>Working in an open page keeps a session from idling out; after an idle timeout, signing in returns to the same page.</summary>
public sealed class LiveActivityTests(SharedPortal shared) : IClassFixture<SharedPortal>
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);
    private readonly Portal _portal = shared.Portal;

    [Fact]
    public async Task Whoever_works_in_one_page_for_hours_stays_signed_in()
    {
        var person = await (await TestPerson.CreateAsync(_portal)).SignInAsync();
        var work = Work(person);
        for (var i = 0; i < 6; i++)
        {
            _portal.Clock.Advance(TimeSpan.FromMinutes(45));
            await work();
            Assert.True(await person.IsAliveAsync(person.Session));
        }

        _portal.Clock.Advance(TimeSpan.FromMinutes(60));
        await work();
        Assert.False(await person.IsAliveAsync(person.Session));
    }

    [Fact]
    public async Task It_is_noted_once_a_minute_however_much_is_done()
    {
        var person = await (await TestPerson.CreateAsync(_portal)).SignInAsync();
        var work = Work(person);
        var begin = _portal.Clock.GetUtcNow();
        var seen = new List<TimeSpan>();
        for (var i = 0; i < 5; i++)
        {
            _portal.Clock.Advance(TimeSpan.FromSeconds(25));
            await work();
            seen.Add(await LastSeenAsync(person) - begin);
        }

        Assert.Equal([0, 0, 75, 75, 75], seen.Select(span => span.TotalSeconds));
    }

    [Fact]
    public async Task Work_after_the_day_or_after_signing_out_brings_nothing_back()
    {
        var person = await (await TestPerson.CreateAsync(_portal)).SignInAsync();
        var work = Work(person);
        await using (var db = await _portal.OpenDatabaseAsync())
        {
            await db.Set<PortalSession>().Where(session => session.Id == person.Session).ExecuteUpdateAsync(
                set => set.SetProperty(session => session.EndedAt, _portal.Clock.GetUtcNow()));
        }

        var before = await LastSeenAsync(person);
        _portal.Clock.Advance(TimeSpan.FromMinutes(2));

        await work();

        Assert.Equal(before, await LastSeenAsync(person));
        Assert.False(await person.IsAliveAsync(person.Session));
    }

    [Theory]
    [InlineData(nameof(FakeHub.OnRenderCompleted), false)]
    [InlineData(nameof(FakeHub.EndInvokeJSFromDotNet), false)]
    [InlineData(nameof(FakeHub.BeginInvokeDotNetFromJS), true)]
    public async Task A_page_that_refreshes_itself_and_hears_that_it_was_shown_does_not_work(string call, bool works)
    {
        var person = await (await TestPerson.CreateAsync(_portal)).SignInAsync();
        var work = Work(person);
        _portal.Clock.Advance(TimeSpan.FromMinutes(45));
        await _portal.Get<CircuitOwners>().InvokeMethodAsync(FakeHub.Call(_portal, call), async _ =>
        {
            await Task.Yield();
            await work();
            return null;
        });

        _portal.Clock.Advance(TimeSpan.FromMinutes(15));

        Assert.Equal(works, await person.IsAliveAsync(person.Session));
    }

    [Fact]
    public async Task Without_the_database_for_a_moment_what_a_person_does_goes_on()
    {
        var person = await (await TestPerson.CreateAsync(_portal)).SignInAsync();
        var sessions = new SessionStore(new NoDatabase(), null!, null!, null!, null!, null!, null!, _portal.Clock);
        var isDone = false;
        var handler = Activity(person, sessions).CreateInboundActivityHandler(_ =>
        {
            isDone = true;
            return Task.CompletedTask;
        });
        _portal.Clock.Advance(TimeSpan.FromMinutes(2));

        await handler(null!);

        Assert.True(isDone);
    }

    [Fact]
    public async Task A_page_whose_session_is_over_leads_to_sign_in_and_back_to_itself()
    {
        var person = await (await TestPerson.CreateAsync(_portal)).SignInAsync();
        await using var screen = await Screen.OfAsync(_portal, person);
        var navigation = (BunitNavigationManager)screen.Services.GetRequiredService<NavigationManager>();
        navigation.NavigateTo("/support/cases/1001?view=all");
        screen.Render<SessionWatch>();

        await using (var db = await _portal.OpenDatabaseAsync())
        {
            await db.Set<PortalSession>().Where(session => session.Id == person.Session).ExecuteUpdateAsync(
                set => set.SetProperty(session => session.EndedAt, _portal.Clock.GetUtcNow()));
        }

        _portal.Get<ISignals>().Publish(SignalTopics.Person(person.Id));

        await Eventually.HoldsAsync(() => Assert.Contains(navigation.History, move => move.Options.ForceLoad));
        Assert.Equal("/sign-in?reason=ended&returnUrl=%2Fsupport%2Fcases%2F1001%3Fview%3Dall", navigation.History.First().Uri);
    }

    [Fact]
    public async Task After_the_sign_in_the_person_is_where_they_were()
    {
        var browser = await _portal.Browser().GetAsync("/sign-in?reason=ended&returnUrl=%2Fsettings%2Fsecurity%2Factivity");

        await browser.SubmitAsync(("login", "alice@example.com"), ("password", Portal.Password));

        Assert.Equal("/settings/security/activity", browser.Path);
    }

    /// <summary>Opens a page for the person and returns an action that counts as activity in it.</summary>
    private Func<Task> Work(TestPerson person)
    {
        var handler = Activity(person, _portal.Get<SessionStore>()).CreateInboundActivityHandler(_ => Task.CompletedTask);
        return () => handler(null!);
    }

    private LiveActivity Activity(TestPerson person, SessionStore sessions) =>
        new(sessions, new Known(_portal, person.Session), _portal.Get<CircuitOwners>(), _portal.Clock);

    private async Task<DateTimeOffset> LastSeenAsync(TestPerson person)
    {
        await using var db = await _portal.OpenDatabaseAsync();
        return await db.Set<PortalSession>().Where(row => row.Id == person.Session).Select(row => row.LastSeenAt).SingleAsync();
    }

    private sealed class NoDatabase : IDbContextFactory<PortalDbContext>
    {
        public PortalDbContext CreateDbContext() => throw new TimeoutException();
    }

    private sealed class Known : AuthenticationStateProvider
    {
        private readonly AuthenticationState _state;

        public Known(Portal portal, Guid session) =>
            _state = new(PortalPrincipal.Of(portal.Get<SessionStore>().FindAsync(session).GetAwaiter().GetResult()!, "test"));

        public override Task<AuthenticationState> GetAuthenticationStateAsync() => Task.FromResult(_state);
    }
}
