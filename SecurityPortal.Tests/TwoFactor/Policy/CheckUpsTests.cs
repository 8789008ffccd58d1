using SecurityPortal.Tests.Fixtures;
using SecurityPortal.TwoFactor;
using SecurityPortal.TwoFactor.Verification;

namespace SecurityPortal.Tests.TwoFactor.Policy;

public sealed class CheckUpsTests
{
    private static readonly TimeSpan Month = TimeSpan.FromDays(28);

    [Fact]
    public async Task A_method_unused_for_28_days_is_asked_about_until_it_is_tried()
    {
        await using var portal = new Portal();
        var person = await (await TestPerson.WithAsync(portal, MethodIds.App)).SignInAsync(MethodIds.App);
        Assert.Null((await person.OverviewAsync()).CheckUp);

        portal.Clock.Advance(Month);
        await person.SignInAsync(MethodIds.App);
        Assert.Equal(MethodIds.App, (await person.OverviewAsync()).CheckUp?.Method);

        Assert.IsType<MethodResult.Done>(
            await portal.Get<MethodTrials>().AnswerAsync(person.Session, MethodIds.App, person.NextAppCode()));
        Assert.Null((await person.OverviewAsync()).CheckUp);
    }

    [Fact]
    public async Task Of_several_the_one_unused_longest_is_asked_about()
    {
        await using var portal = new Portal();
        var person = await (await TestPerson.WithAsync(portal, MethodIds.Sms)).SignInAsync(MethodIds.Sms);
        portal.Clock.Advance(TimeSpan.FromMinutes(5));
        await person.TurnOnAppAsync();
        portal.Clock.Advance(Month);
        await person.SignInAsync(MethodIds.App);

        Assert.Equal(MethodIds.Sms, (await person.OverviewAsync()).CheckUp?.Method);
    }

    [Fact]
    public async Task A_number_that_was_changed_is_not_asked_about_any_more()
    {
        await using var portal = new Portal();
        var person = await TestPerson.WithAsync(portal, MethodIds.Sms);
        portal.Clock.Advance(Month);
        await person.SignInAsync(MethodIds.Sms);
        Assert.Equal(MethodIds.Sms, (await person.OverviewAsync()).CheckUp?.Method);

        await person.TurnOnSmsAsync("+447400123463");

        Assert.Null((await person.OverviewAsync()).CheckUp);
    }

    [Fact]
    public async Task The_operator_can_do_without()
    {
        await using var portal = new Portal(("Policy:CheckUpAfter", "00:00:00"));
        var person = await TestPerson.WithAsync(portal, MethodIds.App);
        portal.Clock.Advance(Month);
        await person.SignInAsync(MethodIds.App);

        Assert.Null((await person.OverviewAsync()).CheckUp);
    }

    [Fact]
    public async Task The_screen_asks_and_offers_a_test()
    {
        await using var portal = new Portal();
        var person = await TestPerson.WithAsync(portal, MethodIds.App);
        portal.Clock.Advance(Month);
        await person.SignInAsync(MethodIds.App);

        var browser = await person.Browser().GetAsync("/settings/security/two-factor");

        var notice = browser.Page!.QuerySelector("[data-testid=check-up]")!;
        Assert.Contains("Do you still have access to your authentication apps?", notice.TextContent);
        Assert.Equal("Test it", notice.QuerySelector("button")!.TextContent);
    }

    // A person who never opens the two-factor screen reads this on the first page after signing in.
    [Fact]
    public async Task The_first_page_after_signing_in_warns_of_an_unused_method_and_of_few_backup_codes()
    {
        await using var portal = new Portal();
        var person = await TestPerson.WithAsync(portal, MethodIds.App);
        await person.SignInAsync(MethodIds.App);
        Assert.Empty((await person.Browser().GetAsync("/settings/security")).Page!.QuerySelectorAll("[data-testid=warning]"));

        portal.Clock.Advance(Month);
        await Rows.ExecuteAsync(portal, $"""UPDATE "MethodEnrolments" SET "Count" = 3 WHERE "UserId" = {person.Id} AND "Method" = 'BackupCodes'""");
        await person.SignInAsync(MethodIds.App);

        var warnings = (await person.Browser().GetAsync("/settings/security")).Page!.QuerySelectorAll("[data-testid=warning]");
        Assert.Equal(2, warnings.Length);
        Assert.Contains("Do you still have access to your authentication apps?", warnings[0].TextContent);
        Assert.Contains("3 of 10 left. Make new codes soon.", warnings[1].TextContent);
        Assert.Equal(
            ["/settings/security/two-factor", "/settings/security/two-factor?setup=BackupCodes"],
            warnings.Select(warning => warning.QuerySelector("a")!.GetAttribute("href")));
    }
}
