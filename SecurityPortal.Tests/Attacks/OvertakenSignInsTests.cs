using SecurityPortal.Accounts.Status;
using SecurityPortal.Authentication.Sessions;
using SecurityPortal.Tests.Fixtures;
using SecurityPortal.TwoFactor;
using SecurityPortal.TwoFactor.Management;

namespace SecurityPortal.Tests.Attacks;

/// <summary>
/// Sign-ins that the owner ends while they are in progress leave nothing behind that could later open the account without a
/// second step.
/// </summary>
[OnBothDatabases]
public sealed class OvertakenSignInsTests : IAsyncDisposable
{
    private readonly AfterCommit _keyUsed = new("UPDATE \"SecurityKeys\"");
    private readonly AfterCommit _sessionBegun = new("INSERT INTO \"Sessions\"");
    private readonly Portal _portal;

    public OvertakenSignInsTests() => _portal = new()
    {
        WithServices = services =>
        {
            _keyUsed.Use(services);
            _sessionBegun.Use(services);
        },
    };

    public ValueTask DisposeAsync() => _portal.DisposeAsync();

    [Fact]
    public async Task A_passkey_that_is_removed_while_it_signs_in_opens_no_session()
    {
        var (lost, kept) = (new SoftwareKey(), new SoftwareKey());
        var person = await (await TestPerson.CreateAsync(_portal)).SignInAsync();
        await person.TurnOnKeyAsync(kept, "Kept");
        await person.ConfirmAsync(MethodIds.SecurityKeys);
        await person.TurnOnKeyAsync(lost, "Lost");
        await person.ConfirmAsync(MethodIds.SecurityKeys);
        var items = _portal.Get<MethodItems>();
        _keyUsed.Do = async () =>
        {
            var found = (await items.ListAsync(person.Session, MethodIds.SecurityKeys)).Single(item => item.Name == "Lost");
            Assert.IsType<MethodResult.Done>(await items.RemoveAsync(person.Session, MethodIds.SecurityKeys, found.Id));
        };

        var thief = await Passkeys.SignInAsync(_portal, lost);

        Assert.Null(_keyUsed.Do);
        Assert.False(await thief.IsSignedInAsync());
        Assert.Equal([person.Session], (await _portal.Get<SessionStore>().ListAsync(person.Id)).Select(session => session.Id));
        Assert.True(await (await Passkeys.SignInAsync(_portal, kept)).IsSignedInAsync());
    }

    [Fact]
    public async Task A_sign_in_that_a_change_of_methods_ended_leaves_no_trusted_device()
    {
        var person = await (await TestPerson.WithAsync(_portal, MethodIds.App, MethodIds.Sms)).SignInAsync(MethodIds.App);
        var thief = await AtTheSecondStepAsync(person);
        _sessionBegun.Do = () => person.TurnOffAsync(MethodIds.Sms);

        await thief.SubmitAsync(("code", person.NextAppCode()), ("trust", "true"));

        await NothingIsLeftAsync(person, thief);
    }

    [Fact]
    public async Task A_sign_in_that_a_lock_of_the_account_ended_leaves_no_trusted_device()
    {
        var person = await (await TestPerson.WithAsync(_portal, MethodIds.App)).SignInAsync(MethodIds.App);
        var thief = await AtTheSecondStepAsync(person);
        _sessionBegun.Do = async () => Assert.True(await _portal.Get<SelfServiceLock>().LockAsync(person.Session, "That was not me"));

        await thief.SubmitAsync(("code", person.NextAppCode()), ("trust", "true"));

        await NothingIsLeftAsync(person, thief);
    }

    private async Task<TestBrowser> AtTheSecondStepAsync(TestPerson person)
    {
        var browser = await _portal.Browser().TypePasswordAsync(person.Email);
        return await browser.GetAsync("/sign-in/verify");
    }

    private async Task NothingIsLeftAsync(TestPerson person, TestBrowser thief)
    {
        Assert.Null(_sessionBegun.Do);
        Assert.False(await thief.IsSignedInAsync());
        Assert.Empty(await _portal.Get<TrustedDevices>().ListAsync(person.Id));
        await thief.TypePasswordAsync(person.Email);
        Assert.Equal("/sign-in/verify", thief.Path);
    }
}
