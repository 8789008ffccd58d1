using Microsoft.EntityFrameworkCore;
using SecurityPortal.Authentication.Sessions;
using SecurityPortal.Platform.Database;
using SecurityPortal.Platform.Signals;
using SecurityPortal.Tests.Fixtures;

namespace SecurityPortal.Tests.Authentication.Sessions;

public sealed class SeeingWhereYouAreSignedInTests(SharedPortal shared) : IClassFixture<SharedPortal>
{
    private readonly Portal _portal = shared.Portal;

    private SessionsAndDevices Devices => _portal.Get<SessionsAndDevices>();

    [Fact]
    public async Task A_person_sees_their_own_sessions_with_this_one_first()
    {
        var person = await (await TestPerson.CreateAsync(_portal)).SignInAsync();
        await person.SignInElsewhereAsync();
        await (await TestPerson.CreateAsync(_portal)).SignInAsync();

        var places = await Devices.SessionsAsync(person.Session);

        Assert.Equal([true, false], places!.Select(place => place.IsThis));
    }

    [Fact]
    public async Task Ending_a_session_is_felt_by_its_next_request_and_told_to_its_open_pages()
    {
        var person = await (await TestPerson.CreateAsync(_portal)).SignInAsync();
        var browser = person.Browser();
        var other = await person.SignInElsewhereAsync();
        Assert.True(await browser.IsSignedInAsync());
        var told = new TaskCompletionSource();
        using var subscription = _portal.Get<ISignals>().Subscribe(SignalTopics.Person(person.Id), () => told.TrySetResult());

        Assert.Equal(new DeviceResult.Done(1), await Devices.EndAsync(other, person.Session));

        await told.Task.WaitAsync(TimeSpan.FromSeconds(5), TestContext.Current.CancellationToken);
        Assert.False(await browser.IsSignedInAsync());
    }

    [Fact]
    public async Task Nobody_can_end_somebody_elses_session()
    {
        var person = await (await TestPerson.CreateAsync(_portal)).SignInAsync();
        var other = await (await TestPerson.CreateAsync(_portal)).SignInAsync();

        Assert.Equal(new DeviceResult.Done(0), await Devices.EndAsync(person.Session, other.Session));

        Assert.True(await other.IsAliveAsync(other.Session));
    }

    [Fact]
    public async Task All_others_end_at_once_and_this_one_stays()
    {
        var person = await (await TestPerson.CreateAsync(_portal)).SignInAsync();
        var others = new[] { await person.SignInElsewhereAsync(), await person.SignInElsewhereAsync() };

        Assert.Equal(new DeviceResult.Done(2), await Devices.EndOthersAsync(person.Session));

        Assert.True(await person.IsAliveAsync(person.Session));
        Assert.All(await Task.WhenAll(others.Select(person.IsAliveAsync)), Assert.False);
    }

    [Fact]
    public async Task A_confirmation_that_is_too_old_ends_no_session_and_forgets_no_device()
    {
        await using var portal = new Portal();
        var (person, other) = await WithOtherAsync(portal);
        portal.Clock.Advance(TimeSpan.FromMinutes(10));

        await AssertNeedsConfirmationAsync(portal, person, other);
        await person.ConfirmAsync();

        Assert.Equal(new DeviceResult.Done(1), await portal.Get<SessionsAndDevices>().EndAsync(person.Session, other));
        Assert.Equal(new DeviceResult.Done(1), await portal.Get<SessionsAndDevices>().ForgetAsync(person.Session, null));
        Assert.Contains("device-forgotten", await person.ActivityAsync());
    }

    [Theory]
    [InlineData(null)]
    [InlineData(MethodIds.Sms)]
    [InlineData(MethodIds.LoginRequests)]
    [InlineData(AuthenticationMethods.TemporaryPass)]
    public async Task A_confirmation_that_is_weaker_than_what_protects_the_account_is_not_enough(string? with)
    {
        var (person, other) = await WithOtherAsync(_portal);
        await person.HasAsync(MethodIds.App, MethodIds.Sms, MethodIds.LoginRequests);
        await person.SignInAsync(with);

        await AssertNeedsConfirmationAsync(_portal, person, other);
    }

    [Fact]
    public async Task A_person_who_froze_the_account_can_still_end_sessions()
    {
        var (person, other) = await WithOtherAsync(_portal);
        await using (var db = await _portal.OpenDatabaseAsync())
        {
            var until = _portal.Clock.GetUtcNow().AddHours(24);
            await db.Set<Person>().Where(row => row.UserId == person.Id)
                .ExecuteUpdateAsync(set => set.SetProperty(row => row.FrozenUntil, until));
        }

        Assert.Equal(new DeviceResult.Done(1), await Devices.EndAsync(person.Session, other));
    }

    [Fact]
    public async Task Twenty_presses_at_once_end_a_session_once_and_tell_it_once()
    {
        var (person, other) = await WithOtherAsync(_portal);

        var results = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => Devices.EndAsync(person.Session, other)));

        Assert.Single(results, new DeviceResult.Done(1));
        Assert.Single(await person.MessagesAsync("email"), sent => sent.Text.Contains("1 other session", StringComparison.Ordinal));
    }

    private static async Task<(TestPerson Person, Guid Other)> WithOtherAsync(Portal portal)
    {
        var person = await (await TestPerson.CreateAsync(portal)).SignInAsync();
        await portal.TrustDeviceAsync(person.Id, new("Firefox/140", "192.0.2.1"));
        return (person, await person.SignInElsewhereAsync());
    }

    private static async Task AssertNeedsConfirmationAsync(Portal portal, TestPerson person, Guid other)
    {
        var devices = portal.Get<SessionsAndDevices>();
        DeviceResult[] results =
        [
            await devices.EndAsync(person.Session, other), await devices.EndOthersAsync(person.Session),
            await devices.ForgetAsync(person.Session, null), await devices.ForgetAsync(Guid.NewGuid(), null),
        ];
        Assert.All(results, result => Assert.IsType<DeviceResult.NeedsConfirmation>(result));
        Assert.True(await person.IsAliveAsync(other));
        Assert.Single(await portal.Get<TrustedDevices>().ListAsync(person.Id));
    }

    [Theory]
    [InlineData("Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/156.0.0.0 Safari/537.36", "Chrome", "Linux")]
    [InlineData("Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0 Safari/537.36 Edg/140.0", "Edge", "Windows")]
    [InlineData("Mozilla/5.0 (iPhone; CPU iPhone OS 19_0 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/19.0 Mobile/15E148 Safari/604.1", "Safari", "iPhone")]
    [InlineData("Mozilla/5.0 (Macintosh; Intel Mac OS X 10.15; rv:140.0) Gecko/20100101 Firefox/140.0", "Firefox", "macOS")]
    [InlineData("Mozilla/5.0 (Linux; Android 16) AppleWebKit/537.36 (KHTML, like Gecko) SamsungBrowser/28.0 Chrome/130.0 Mobile Safari/537.36", "Samsung Internet", "Android")]
    [InlineData("curl/8.0", null, null)]
    public void A_browser_and_its_system_are_named_so_that_people_know_them(string agent, string? browser, string? system)
    {
        Assert.Equal(browser, BrowserName.Browser(agent));
        Assert.Equal(system, BrowserName.System(agent));
        Assert.Equal(system is "iPhone" or "Android", BrowserName.IsHandheld(agent));
    }
}
