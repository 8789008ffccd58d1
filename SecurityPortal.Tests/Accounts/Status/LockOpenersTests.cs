using SecurityPortal.Accounts.Status;
using SecurityPortal.Authentication.Sessions;
using SecurityPortal.Tests.Fixtures;
using SecurityPortal.TwoFactor;
using Portal = SecurityPortal.Tests.Fixtures.Portal;

namespace SecurityPortal.Tests.Accounts.Status;

/// <summary>What opens a locked account (R19): a primary method that is neither new nor a text, or support with a lead.</summary>
[OnBothDatabases]
public sealed class LockOpenersTests(SharedPortal shared) : IClassFixture<SharedPortal>
{
    private const string Reason = "My laptop was stolen";
    private readonly Portal _portal = shared.Portal;

    private SelfServiceLock Lock => _portal.Get<SelfServiceLock>();

    [Fact]
    public async Task R19_A_password_a_text_a_backup_code_and_a_trusted_device_do_not_open_it_and_an_app_does()
    {
        var person = await _portal.LockOwnerAsync(MethodIds.App, MethodIds.Sms);
        var device = await _portal.TrustDeviceAsync(person.Id, new("test", "192.0.2.1"));
        Assert.True(await Lock.LockAsync(person.Session, Reason));
        var browser = _portal.Browser();
        browser.SetCookie("__Host-portal-device", $"{device.Id:N}.{device.Token}");
        await browser.TypePasswordAsync(person.Email);

        Assert.Equal("/sign-in/verify", browser.Path);
        Assert.Contains(Reason, browser.Text);
        Assert.DoesNotContain("Try another way", browser.Text);
        await browser.SubmitAsync(("method", MethodIds.BackupCodes), ("code", person.BackupCodes[0]));
        Assert.False(await browser.Copy().IsSignedInAsync());
        Assert.NotNull(await _portal.LockOfAsync(person));
        await browser.GetAsync("/sign-in/verify");
        await browser.SubmitAsync(("code", person.NextAppCode()));

        Assert.True(await browser.IsSignedInAsync());
        Assert.Null(await _portal.LockOfAsync(person));
        Assert.Contains($"account-opened {MethodIds.App}", await person.ActivityAsync());
        Assert.Contains("Your account is unlocked", string.Join('\n', (await person.MessagesAsync("email")).Select(mail => mail.Text)));
    }

    [Theory]
    [InlineData(null)]
    [InlineData(MethodIds.Sms)]
    [InlineData(MethodIds.WhatsApp)]
    [InlineData(MethodIds.BackupCodes)]
    [InlineData(MethodIds.LoginRequests)]
    [InlineData(AuthenticationMethods.TemporaryPass)]
    [InlineData(AuthenticationMethods.TrustedDevice)]
    public async Task R19_No_session_begins_by_anything_else(string? with)
    {
        var person = await _portal.LockOwnerAsync(MethodIds.App, MethodIds.Sms);
        Assert.True(await Lock.LockAsync(person.Session, null));

        Assert.Null(await _portal.BeginSessionAsync(person, with));

        Assert.NotNull(await _portal.LockOfAsync(person));
        Assert.Equal(0, await Rows.OpenSessionsAsync(_portal, person.Id));
    }

    [Fact]
    public async Task R19_Who_has_only_texts_is_told_before_and_after_that_support_opens_it()
    {
        var person = await _portal.LockOwnerAsync(MethodIds.Sms);
        var browser = await person.Browser().GetAsync("/settings/account/lock");
        Assert.Contains("None of your methods can unlock it.", browser.Text);
        await browser.SubmitAsync();

        await browser.TypePasswordAsync(person.Email);

        Assert.Contains("Only support can unlock it.", browser.Text);
        Assert.Null(browser.Page!.QuerySelector("input[name=code]"));
    }

    [Fact]
    public async Task R19_Who_has_no_second_step_is_not_let_in_by_the_password()
    {
        var person = await (await TestPerson.CreateAsync(_portal)).SignInAsync();
        Assert.True(await Lock.LockAsync(person.Session, null));

        var browser = await _portal.Browser().TypePasswordAsync(person.Email);

        Assert.Contains("This account is locked. Ask support to unlock it.", browser.Text);
        Assert.Equal(0, await Rows.OpenSessionsAsync(_portal, person.Id));
    }

    [Fact]
    public async Task R19_A_key_that_a_thief_added_today_does_not_open_it_and_the_older_app_does()
    {
        var person = await _portal.LockOwnerAsync(MethodIds.App);
        await person.TurnOnKeyAsync(new SoftwareKey(), "Not mine");

        Assert.True(await Lock.LockAsync(person.Session, null));

        Assert.Equal(("", MethodIds.App), await _portal.LockOfAsync(person));
        Assert.Null(await _portal.BeginSessionAsync(person, MethodIds.SecurityKeys));
        Assert.NotNull(await _portal.BeginSessionAsync(person, MethodIds.App));
    }

    [Fact]
    public async Task R19_A_second_app_that_a_thief_added_today_makes_apps_open_nothing_at_all()
    {
        var person = await _portal.LockOwnerAsync(MethodIds.App);
        await person.TurnOnAppAsync("Not mine");

        Assert.True(await Lock.LockAsync(person.Session, null));

        Assert.Equal(("", ""), await _portal.LockOfAsync(person));
    }

    [Fact]
    public async Task R19_A_key_that_a_thief_added_today_does_not_open_it_either_once_the_thief_has_turned_the_app_off()
    {
        var person = await _portal.LockOwnerAsync(MethodIds.App);
        await person.TurnOnKeyAsync(new SoftwareKey(), "Not mine");
        Assert.IsType<MethodResult.Done>(await person.TurnOffAsync(MethodIds.App));

        Assert.True(await Lock.LockAsync(person.Session, null));

        Assert.Equal(("", ""), await _portal.LockOfAsync(person));
    }

    [Fact]
    public async Task R19_In_an_account_that_is_new_a_method_that_came_and_went_keeps_none_from_opening_it()
    {
        var person = await (await TestPerson.CreateAsync(_portal)).SignInAsync();
        await person.TurnOnAppAsync();
        await person.TurnOnSmsAsync();
        Assert.IsType<MethodResult.Done>(await person.TurnOffAsync(MethodIds.Sms));

        Assert.True(await Lock.LockAsync(person.Session, null));

        Assert.Equal(("", MethodIds.App), await _portal.LockOfAsync(person));
    }

    [Fact]
    public async Task R19_In_an_account_that_is_new_the_first_methods_open_it()
    {
        var person = await (await TestPerson.CreateAsync(_portal)).SignInAsync();
        await person.TurnOnAppAsync();

        Assert.True(await Lock.LockAsync(person.Session, null));

        Assert.Equal(("", MethodIds.App), await _portal.LockOfAsync(person));
    }

    [Fact]
    public async Task R19_A_passkey_opens_it_without_the_password()
    {
        var key = new SoftwareKey { Counter = 1 };
        var person = await (await TestPerson.CreateAsync(_portal)).SignInAsync();
        await person.TurnOnKeyAsync(key);
        Assert.True(await Lock.LockAsync(person.Session, null));
        var browser = _portal.Browser();
        var options = await browser.AskPasskeyAsync();
        key.Counter++;

        await browser.AnswerPasskeyAsync(key.Get(options));

        Assert.True(await browser.IsSignedInAsync());
        Assert.Null(await _portal.LockOfAsync(person));
    }

    [Fact]
    public async Task R19_A_passkey_that_does_not_open_it_is_told_so()
    {
        var key = new SoftwareKey { Counter = 1 };
        var person = await _portal.LockOwnerAsync(MethodIds.App);
        await person.TurnOnKeyAsync(key);
        Assert.True(await Lock.LockAsync(person.Session, null));
        var browser = _portal.Browser();
        var options = await browser.AskPasskeyAsync();
        key.Counter++;

        var answer = await browser.AnswerPasskeyAsync(key.Get(options));

        Assert.Equal("?reason=still-locked", answer.RequestMessage!.RequestUri!.Query);
        Assert.False(await browser.IsSignedInAsync());
        Assert.NotNull(await _portal.LockOfAsync(person));
    }
}
