using SecurityPortal.Methods;
using SecurityPortal.Tests.Fixtures;

namespace SecurityPortal.Tests.Methods.Policy;

public sealed class CheckUps
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
            await portal.Get<MethodTests>().AnswerAsync(person.Session, MethodIds.App, person.NextAppCode()));
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
        Assert.Contains("Do your authentication apps still work?", notice.TextContent);
        Assert.Equal("Test it", notice.QuerySelector("button")!.TextContent);
    }
}
