using Microsoft.EntityFrameworkCore;
using SecurityPortal.Accounts.PersonalData;
using SecurityPortal.Accounts.Recovery;
using SecurityPortal.Platform.Configuration;
using SecurityPortal.Support.Actions;
using SecurityPortal.Support.Cases;
using SecurityPortal.Tests.Fixtures;
using SecurityPortal.Tests.Support;

namespace SecurityPortal.Tests.TwoFactor.PhoneNumbers;

/// <summary>
/// Numbers that were valid when they were confirmed, but are not under the rules of a new version: their owners can still
/// sign in, and support can still help them.
/// </summary>
[OnBothDatabases]
public sealed class KeptNumbersTests(SharedPortal shared) : IClassFixture<SharedPortal>
{
    private readonly Portal _portal = shared.Portal;

    public static TheoryData<string> Kept => ["+22997123456", "+22507123456", "+5215512345678", "+551181234567", "+14155550123"];

    [Theory]
    [MemberData(nameof(Kept))]
    public async Task A_code_is_sent_there_and_signs_in(string number)
    {
        var person = await WithNumberAsync(number);
        var browser = await _portal.Browser().TypePasswordAsync(person.Email);

        // Other tests of the class send to this number as well.
        _portal.Clock.Advance(TimeSpan.FromSeconds(1));
        await browser.GetAsync("/sign-in/verify?method=Sms");
        Assert.True(browser.Response!.IsSuccessStatusCode);
        await browser.SubmitAsync(("code", await _portal.CodeSentToAsync(number)));

        Assert.True(await browser.IsSignedInAsync());
    }

    [Theory]
    [MemberData(nameof(Kept))]
    public async Task Its_owner_asks_to_get_back_in_and_is_told_there(string number)
    {
        var person = await WithNumberAsync(number);
        var browser = await _portal.Browser().TypePasswordAsync(person.Email);
        await browser.GetAsync("/sign-in/recover");

        await browser.SubmitAsync();

        Assert.Contains("The wait has begun", browser.Text, StringComparison.Ordinal);
        Assert.Contains(await _portal.SentToAsync(number), sent => sent.Text.Contains("asked to recover your account", StringComparison.Ordinal));
        await using var db = await _portal.OpenDatabaseAsync();
        Assert.Equal(1, await db.Set<RecoveryRequest>().CountAsync(row => row.UserId == person.Id));
    }

    [Theory]
    [MemberData(nameof(Kept))]
    public async Task Support_opens_the_case_and_takes_the_method_off(string number)
    {
        var desk = await Desk.OpenAsync(_portal, MethodIds.Sms);
        await KeepAsync(desk.Caller, number);

        Assert.EndsWith($"••{number[^2..]}", (await desk.ViewAsync()).Places.Text, StringComparison.Ordinal);
        await desk.WaitingResetAsync();
        _portal.Clock.Advance(TimeSpan.FromHours(24));
        await desk.Agent.SignInAsync(MethodIds.SecurityKeys);
        await _portal.Get<DueActions>().RunAsync();

        Assert.Equal(ActionState.Done, (await desk.NewestActionAsync()).State);
        Assert.Equal(0, await Rows.CountAsync(_portal, "MethodEnrolments", desk.Caller.Id));
        Assert.Equal(0, await Rows.CountAsync(_portal, "ConfirmedPhones", desk.Caller.Id));
    }

    [Theory]
    [MemberData(nameof(Kept))]
    public async Task Support_sends_a_code_there_that_the_caller_reads_back(string number)
    {
        var desk = await Desk.OpenAsync(_portal, MethodIds.Sms);
        await KeepAsync(desk.Caller, number);

        await desk.SendCodeAsync(CheckKind.CodeByText);

        Assert.NotEmpty(await _portal.SentToAsync(number));
    }

    [Theory]
    [MemberData(nameof(Kept))]
    public async Task Its_owner_sees_the_page_and_the_data(string number)
    {
        var person = await WithNumberAsync(number);
        await person.SignInAsync(MethodIds.App);

        await person.Browser().GetAsync("/settings/security/two-factor");
        var (json, _) = await _portal.Get<PersonalDataExport>().ExportAsync(person.Session);

        Assert.Contains(number, System.Text.Encoding.UTF8.GetString(json!), StringComparison.Ordinal);
    }

    private async Task<TestPerson> WithNumberAsync(string number)
    {
        var person = await TestPerson.WithAsync(_portal, MethodIds.App, MethodIds.Sms);
        await KeepAsync(person, number);
        return person;
    }

    // Stores the number sealed, as the portal does.
    private async Task KeepAsync(TestPerson person, string number)
    {
        var kept = _portal.Get<Secrets>().Protect("phone", person.Id, number);
        await Rows.ExecuteAsync(_portal, $"""UPDATE "ConfirmedPhones" SET "Number" = {kept} WHERE "UserId" = {person.Id}""");
    }
}
