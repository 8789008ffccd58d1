using SecurityPortal.Tests.Fixtures;
using SecurityPortal.TwoFactor.Enrolment;
using SecurityPortal.TwoFactor.Verification;
using Portal = SecurityPortal.Tests.Fixtures.Portal;

namespace SecurityPortal.Tests.SignIn.SecondFactor;

/// <summary>
/// After the last backup code, or with three left, new ones are shown in the session that the code opened; the old ones work
/// until the new ones are saved (R21).
/// </summary>
public sealed class FreshBackupCodesTests(SharedPortal shared) : IClassFixture<SharedPortal>
{
    private const string Fix = "/settings/security/two-factor?fix=methods";
    private readonly Portal _portal = shared.Portal;

    [Theory]
    [InlineData(5, Fix)]
    [InlineData(6, $"{Fix}&setup=BackupCodes")]
    [InlineData(9, $"{Fix}&setup=BackupCodes")]
    public async Task R21_At_three_left_and_after_the_last_the_sign_in_opens_the_making_of_new_ones(int usedBefore, string leadsTo)
    {
        var person = await TestPerson.WithAsync(_portal, MethodIds.App);
        await UseUpAsync(person, usedBefore);

        var browser = await _portal.Browser().TypePasswordAsync(person.Email);
        await browser.TypeCodeAsync(person.BackupCodes[^1], MethodIds.BackupCodes);

        Assert.Equal(leadsTo, browser.Path);
    }

    [Fact]
    public async Task R21_The_session_may_make_them_at_once_and_the_old_ones_work_until_they_are_saved()
    {
        var person = await TestPerson.WithAsync(_portal, MethodIds.App);
        await UseUpAsync(person, 8);
        await person.SignInAsync(MethodIds.BackupCodes);
        var old = person.BackupCodes[^1];

        var setup = await person.BeginAsync(MethodIds.BackupCodes);
        Assert.Equal(2, (await LeftAsync(person)));
        Assert.True(await VerifyAsync(person, old));
        Assert.IsType<TurnOnResult.On>(await person.SaveCodesAsync(setup));

        Assert.Equal(10, await LeftAsync(person));
        Assert.False(await VerifyAsync(person, person.BackupCodes[^2]));
        Assert.True(await VerifyAsync(person, TestPerson.CodesOf(setup)[0]));
    }

    private Task<bool> VerifyAsync(TestPerson person, string code) =>
        _portal.Get<MethodTokens>().VerifyAsync(person.Id, MethodIds.BackupCodes, "sign-in:test", code);

    private Task<int> LeftAsync(TestPerson person) => Rows.NumberAsync(
        _portal, """SELECT "Count" AS "Value" FROM "MethodEnrolments" WHERE "UserId" = @p0 AND "Method" = 'BackupCodes'""", person.Id);

    // Marks the first codes as used; really using one costs a slow hash.
    private async Task UseUpAsync(TestPerson person, int count)
    {
        await Rows.ExecuteAsync(_portal, $"""UPDATE "BackupCodes" SET "Used" = {(1 << count) - 1} WHERE "UserId" = {person.Id}""");
        await Rows.ExecuteAsync(
            _portal, $"""UPDATE "MethodEnrolments" SET "Count" = {10 - count} WHERE "UserId" = {person.Id} AND "Method" = 'BackupCodes'""");
    }
}
