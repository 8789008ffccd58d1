using SecurityPortal.Tests.Fixtures;

namespace SecurityPortal.Tests.Attacks;

/// <summary>A code read over somebody's shoulder and submitted again elsewhere (ASVS 6.5.1).</summary>
public sealed class ReplayTests(SharedPortal shared) : IClassFixture<SharedPortal>
{
    private readonly Portal _portal = shared.Portal;

    [Fact]
    public async Task A_time_step_works_once()
    {
        var person = await TestPerson.WithAsync(_portal, MethodIds.App);
        var code = person.NextAppCode();

        Assert.True(await SignsInAsync(person, code, MethodIds.App));
        Assert.False(await SignsInAsync(person, code, MethodIds.App));
    }

    [Fact]
    public async Task The_step_that_turned_an_app_on_does_not_sign_in()
    {
        var person = await (await TestPerson.CreateAsync(_portal)).SignInAsync();
        await person.TurnOnAppAsync();
        var code = Rfc6238.CodeAt(person.AppKeys[0], _portal.Clock.GetUtcNow());

        Assert.False(await SignsInAsync(person, code, MethodIds.App));
    }

    [Fact]
    public async Task The_step_before_one_that_was_used_is_spent_with_it()
    {
        var person = await TestPerson.WithAsync(_portal, MethodIds.App);
        var (before, now) = (person.NextAppCode(), person.NextAppCode());

        Assert.True(await SignsInAsync(person, now, MethodIds.App));
        Assert.False(await SignsInAsync(person, before, MethodIds.App));
    }

    [Fact]
    public async Task A_clock_that_jumps_back_opens_no_used_step_again()
    {
        var person = await TestPerson.WithAsync(_portal, MethodIds.App);
        Assert.True(await SignsInAsync(person, person.NextAppCode(), MethodIds.App));
        var spent = _portal.Clock.GetUtcNow();

        _portal.Clock.AdjustTime(spent - TimeSpan.FromSeconds(60));
        var old = Rfc6238.CodeAt(person.AppKeys[0], _portal.Clock.GetUtcNow());

        Assert.False(await SignsInAsync(person, old, MethodIds.App));
        _portal.Clock.AdjustTime(spent);
    }

    [Fact]
    public async Task A_backup_code_works_once()
    {
        var person = await TestPerson.WithAsync(_portal, MethodIds.App);

        Assert.True(await SignsInAsync(person, person.BackupCodes[0], MethodIds.BackupCodes));
        Assert.False(await SignsInAsync(person, person.BackupCodes[0], MethodIds.BackupCodes));
    }

    [Fact]
    public async Task A_sent_code_works_once_and_its_sign_in_is_over()
    {
        var person = await TestPerson.WithAsync(_portal, MethodIds.Sms);
        var browser = await _portal.Browser().TypePasswordAsync(person.Email);
        var thief = browser.Copy();
        await thief.GetAsync("/sign-in/verify");
        var code = await person.NewestCodeAsync("sms");

        await browser.SubmitAsync(("code", code));
        await thief.SubmitAsync(("code", code));

        Assert.True(await browser.IsSignedInAsync());
        Assert.False(await thief.IsSignedInAsync());
        Assert.Equal(1, await Rows.OpenSessionsAsync(_portal, person.Id));
    }

    [Fact]
    public async Task A_sent_code_is_dead_after_five_minutes()
    {
        var person = await TestPerson.WithAsync(_portal, MethodIds.Sms);
        var browser = await _portal.Browser().TypePasswordAsync(person.Email);
        var code = await person.NewestCodeAsync("sms");

        _portal.Clock.Advance(TimeSpan.FromMinutes(5));
        await browser.SubmitAsync(("code", code));

        Assert.False(await browser.IsSignedInAsync());
    }

    [Fact]
    public async Task A_sent_code_works_until_just_before_five_minutes()
    {
        var person = await TestPerson.WithAsync(_portal, MethodIds.Sms);
        var browser = await _portal.Browser().TypePasswordAsync(person.Email);
        var code = await person.NewestCodeAsync("sms");

        _portal.Clock.Advance(TimeSpan.FromMinutes(5) - TimeSpan.FromSeconds(1));
        await browser.SubmitAsync(("code", code));

        Assert.True(await browser.IsSignedInAsync());
    }

    [Fact]
    public async Task A_new_code_kills_the_old_one()
    {
        var person = await TestPerson.WithAsync(_portal, MethodIds.Sms);
        var browser = await _portal.Browser().TypePasswordAsync(person.Email);
        var old = await person.NewestCodeAsync("sms");
        _portal.Clock.Advance(TimeSpan.FromSeconds(30));
        await browser.SubmitAsync(("action", "send"));
        var newer = await person.NewestCodeAsync("sms");
        Assert.NotEqual(old, newer);

        await browser.SubmitAsync(("code", old));
        Assert.False(await browser.Copy().IsSignedInAsync());

        await browser.SubmitAsync(("code", newer));
        Assert.True(await browser.IsSignedInAsync());
    }

    private async Task<bool> SignsInAsync(TestPerson person, string code, string method)
    {
        var browser = await _portal.Browser().TypePasswordAsync(person.Email);
        await browser.TypeCodeAsync(code, method);
        return await browser.IsSignedInAsync();
    }
}
