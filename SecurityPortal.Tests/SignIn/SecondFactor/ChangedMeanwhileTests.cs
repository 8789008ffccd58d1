using SecurityPortal.Authentication.Sessions;
using SecurityPortal.SignIn.SecondFactor;
using SecurityPortal.Tests.Fixtures;
using SecurityPortal.TwoFactor;
using SecurityPortal.TwoFactor.AuthenticatorApp;
using SecurityPortal.TwoFactor.BackupCodes;
using SecurityPortal.TwoFactor.Management;
using SecurityPortal.TwoFactor.Sms;

namespace SecurityPortal.Tests.SignIn.SecondFactor;

/// <summary>
/// A method that changes while its answer is being checked. The change ends all other sessions, so the answer must not open
/// another one.
/// </summary>
[OnBothDatabases]
public sealed class ChangedMeanwhileTests : IAsyncLifetime
{
    private readonly Portal _portal = new()
    {
        WithServices = services =>
        {
            AfterRightAnswer<SmsTokenProvider>.Use(services, MethodIds.Sms);
            AfterRightAnswer<AuthenticatorAppTokenProvider>.Use(services, MethodIds.App);
            AfterRightAnswer<BackupCodesTokenProvider>.Use(services, MethodIds.BackupCodes);
        },
    };

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public ValueTask DisposeAsync() => _portal.DisposeAsync();

    [Fact]
    public async Task A_method_turned_off_while_its_code_is_checked_opens_no_session()
    {
        var person = await OwnerAsync(MethodIds.App, MethodIds.Sms);
        var guesser = new Guesser(_portal, person);
        var flow = await guesser.BeginAsync();
        var code = await guesser.TextAsync(flow);
        _portal.Get<AfterRightAnswer<SmsTokenProvider>>().Do = () => person.TurnOffAsync(MethodIds.Sms);

        var result = await guesser.AnswerAsync(flow, MethodIds.Sms, code);

        await OnlyTheOwnerIsInAsync(person, result);
    }

    [Fact]
    public async Task The_owners_last_method_turned_off_while_its_code_is_checked_opens_no_session()
    {
        var person = await OwnerAsync(MethodIds.App);
        var guesser = new Guesser(_portal, person);
        _portal.Get<AfterRightAnswer<AuthenticatorAppTokenProvider>>().Do = () => person.TurnOffAsync(MethodIds.App);

        await OnlyTheOwnerIsInAsync(person, await guesser.AnswerAsync(MethodIds.App, person.NextAppCode()));
    }

    [Fact]
    public async Task One_app_of_two_removed_while_its_code_is_checked_opens_no_session()
    {
        var person = await OwnerAsync(MethodIds.App);
        await person.HasAsync(MethodIds.App);
        var items = _portal.Get<MethodItems>();
        _portal.Get<AfterRightAnswer<AuthenticatorAppTokenProvider>>().Do = async () =>
        {
            var used = (await items.ListAsync(person.Session, MethodIds.App)).MaxBy(item => item.LastUsedAt)!;
            Assert.IsType<MethodResult.Done>(await items.RemoveAsync(person.Session, MethodIds.App, used.Id));
        };

        await OnlyTheOwnerIsInAsync(person, await new Guesser(_portal, person).AnswerAsync(MethodIds.App, person.NextAppCode(app: 1)));
    }

    [Fact]
    public async Task Backup_codes_made_anew_while_an_old_one_is_checked_open_no_session()
    {
        var person = await OwnerAsync(MethodIds.App);
        var old = person.BackupCodes[0];
        _portal.Get<AfterRightAnswer<BackupCodesTokenProvider>>().Do = () => person.MakeBackupCodesAsync();

        await OnlyTheOwnerIsInAsync(person, await new Guesser(_portal, person).AnswerAsync(MethodIds.BackupCodes, old));
    }

    [Fact]
    public async Task A_role_given_while_a_text_is_checked_asks_for_what_the_role_takes()
    {
        var person = await OwnerAsync(MethodIds.App, MethodIds.Sms);
        await person.HasKeyAsync();
        var guesser = new Guesser(_portal, person);
        var flow = await guesser.BeginAsync();
        var code = await guesser.TextAsync(flow);
        _portal.Get<AfterRightAnswer<SmsTokenProvider>>().Do = () => person.HasRoleAsync("Support");

        await OnlyTheOwnerIsInAsync(person, await guesser.AnswerAsync(flow, MethodIds.Sms, code));
    }

    [Fact]
    public async Task The_last_backup_code_opens_though_none_is_left_after_it()
    {
        var person = await OwnerAsync(MethodIds.App);
        var guesser = new Guesser(_portal, person);
        foreach (var code in person.BackupCodes)
        {
            Assert.IsType<SecondFactorResult.Passed>(await guesser.AnswerAsync(MethodIds.BackupCodes, code));
        }
    }

    [Fact]
    public async Task Turning_texts_off_and_answering_with_one_at_once_never_ends_with_texts_off_and_the_answerer_in()
    {
        for (var round = 0; round < 8; round++)
        {
            var person = await OwnerAsync(MethodIds.App, MethodIds.Sms);
            var guesser = new Guesser(_portal, person);
            var flow = await guesser.BeginAsync();
            var code = await guesser.TextAsync(flow);

            var off = Task.Run(() => person.TurnOffAsync(MethodIds.Sms));
            var answer = Task.Run(() => guesser.AnswerAsync(flow, MethodIds.Sms, code));
            await Task.WhenAll(off, answer);

            Assert.IsType<MethodResult.Done>(await off);
            Assert.Equal(1, await Rows.OpenSessionsAsync(_portal, person.Id));
        }
    }

    private async Task<TestPerson> OwnerAsync(params string[] methods) =>
        await (await TestPerson.WithAsync(_portal, methods)).SignInAsync(MethodIds.App);

    private async Task OnlyTheOwnerIsInAsync(TestPerson person, SecondFactorResult result)
    {
        Assert.IsNotType<SecondFactorResult.Passed>(result);
        Assert.Equal([person.Session], (await _portal.Get<SessionStore>().ListAsync(person.Id)).Select(session => session.Id));
    }
}
