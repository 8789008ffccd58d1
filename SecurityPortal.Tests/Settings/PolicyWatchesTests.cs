using Bunit.TestDoubles;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;
using SecurityPortal.Settings;
using SecurityPortal.Tests.Fixtures;
using Portal = SecurityPortal.Tests.Fixtures.Portal;

namespace SecurityPortal.Tests.Settings;

public sealed class PolicyWatchesTests : IAsyncDisposable
{
    private readonly Portal _portal = new(
        ("Policy:TwoFactorRequired", "true"), ("Policy:GracePeriod", "00:30:00"), ("Sessions:IdleTimeout", "10:00:00"))
    {
        // A navigation renders nothing that the test could wait for, and SQLite answers before the next one.
        HasPostgreSql = false,
    };

    [Fact]
    public async Task Past_the_deadline_a_move_within_the_open_page_leads_to_enrolment()
    {
        var person = await (await TestPerson.CreateAsync(_portal)).SignInAsync();
        await person.OverviewAsync();
        await using var screen = await Screen.OfAsync(_portal, person);
        var navigation = (BunitNavigationManager)screen.Services.GetRequiredService<NavigationManager>();
        screen.Render<PolicyWatch>();

        navigation.NavigateTo("/settings/security/devices");
        _portal.Clock.Advance(TimeSpan.FromMinutes(30));
        navigation.NavigateTo("/settings/security/two-factor");
        navigation.NavigateTo("/settings/security/activity");

        await Eventually.HoldsAsync(() => Assert.Equal("/settings/security/two-factor", navigation.History.First().Uri));
        Assert.True(navigation.History.First().Options.ForceLoad);
        Assert.Single(navigation.History, move => move.Options.ForceLoad);
    }

    [Fact]
    public async Task Past_the_deadline_a_page_that_is_opened_elsewhere_leads_to_enrolment_at_once()
    {
        var person = await (await TestPerson.CreateAsync(_portal)).SignInAsync();
        await person.OverviewAsync();
        _portal.Clock.Advance(TimeSpan.FromMinutes(30));
        await using var screen = await Screen.OfAsync(_portal, person);
        var navigation = Navigation(screen);
        navigation.NavigateTo("/settings/security/devices");

        screen.Render<PolicyWatch>();

        await Eventually.HoldsAsync(() => Assert.Equal("/settings/security/two-factor", navigation.History.First().Uri));
        Assert.True(navigation.History.First().Options.ForceLoad);
    }

    [Fact]
    public async Task Whoever_turned_a_method_on_moves_freely()
    {
        var person = await (await TestPerson.CreateAsync(_portal)).SignInAsync();
        await using var screen = await Screen.OfAsync(_portal, person);
        var somebody = await (await TestPerson.CreateAsync(_portal)).SignInAsync();
        await somebody.OverviewAsync();
        await using var other = await Screen.OfAsync(_portal, somebody);
        var (mine, theirs) = (Navigation(screen), Navigation(other));
        screen.Render<PolicyWatch>();
        other.Render<PolicyWatch>();
        await person.TurnOnAppAsync();
        other.Services.GetRequiredService<NavigationManager>().NavigateTo("/settings/security/devices");
        _portal.Clock.Advance(TimeSpan.FromMinutes(30));

        mine.NavigateTo("/settings/security/activity");
        theirs.NavigateTo("/settings/security/activity");

        await Eventually.HoldsAsync(() => Assert.True(theirs.History.First().Options.ForceLoad));
        Assert.DoesNotContain(mine.History, move => move.Options.ForceLoad);
    }

    public ValueTask DisposeAsync() => _portal.DisposeAsync();

    private static BunitNavigationManager Navigation(Screen screen) =>
        (BunitNavigationManager)screen.Services.GetRequiredService<NavigationManager>();
}
