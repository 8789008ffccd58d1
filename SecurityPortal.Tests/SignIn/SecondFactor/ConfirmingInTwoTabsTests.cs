using SecurityPortal.Tests.Fixtures;

namespace SecurityPortal.Tests.SignIn.SecondFactor;

public sealed class ConfirmingInTwoTabsTests(SharedPortal shared) : IClassFixture<SharedPortal>
{
    private readonly Portal _portal = shared.Portal;

    [Fact]
    public async Task A_password_typed_in_a_second_tab_goes_on_there()
    {
        var person = await (await TestPerson.WithAsync(_portal, MethodIds.App)).SignInAsync(MethodIds.App);
        var tab = await person.Browser().GetAsync("/sign-in/confirm");
        var form = tab.Form(("password", Portal.Password));
        await tab.SubmitAsync(("password", Portal.Password));

        var response = await tab.SendAsync(form);

        Assert.EndsWith("/sign-in/confirm?returnUrl=%2Fsettings%2Fsecurity", response.RequestMessage!.RequestUri!.ToString());
        await tab.GetAsync("/sign-in/confirm");
        await tab.SubmitAsync(("code", person.NextAppCode()));
        Assert.Equal("/settings/security", tab.Path);
    }

    [Fact]
    public async Task A_code_typed_after_the_confirmation_is_over_leads_back_to_the_password()
    {
        var person = await (await TestPerson.WithAsync(_portal, MethodIds.App)).SignInAsync(MethodIds.App);
        var tab = await person.Browser().GetAsync("/sign-in/confirm?returnUrl=%2Fsettings%2Fsecurity%2Ftwo-factor");
        await tab.SubmitAsync(("password", Portal.Password));
        var form = tab.Form(("code", person.NextAppCode()));
        await tab.SubmitAsync(("code", person.NextAppCode()));
        Assert.Equal("/settings/security/two-factor", tab.Path);

        var response = await tab.SendAsync(form);

        Assert.EndsWith("/sign-in/confirm?returnUrl=%2Fsettings%2Fsecurity%2Ftwo-factor", response.RequestMessage!.RequestUri!.ToString());
        Assert.Contains("Enter your password first.", await response.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task A_password_typed_again_ends_the_confirmation_before_it()
    {
        var person = await (await TestPerson.WithAsync(_portal, MethodIds.App)).SignInAsync(MethodIds.App);
        var tab = await person.Browser().GetAsync("/sign-in/confirm");
        var form = tab.Form(("password", Portal.Password));
        await tab.SubmitAsync(("password", Portal.Password));
        var before = tab.Copy();

        await tab.SendAsync(form);

        Assert.Contains("Enter your password first.", (await before.GetAsync("/sign-in/confirm")).Text);
        Assert.DoesNotContain("Enter your password first.", (await tab.GetAsync("/sign-in/confirm")).Text);
    }

    [Fact]
    public async Task The_confirmation_of_another_session_sends_no_code_here()
    {
        var person = await (await TestPerson.WithAsync(_portal, MethodIds.Sms)).SignInAsync(MethodIds.Sms);
        var browser = await person.Browser().GetAsync("/sign-in/confirm");
        await browser.SendWithoutFollowingAsync(browser.Form(("password", Portal.Password)));
        Assert.NotNull(browser.Cookie("__Host-portal-confirm"));
        await person.SignInAsync(MethodIds.Sms);
        browser.SetCookie("__Host-portal-session", person.SessionToken);
        var sent = (await person.MessagesAsync("sms")).Count;

        await browser.GetAsync("/sign-in/confirm");

        Assert.Contains("Enter your password first.", browser.Text);
        Assert.Equal(sent, (await person.MessagesAsync("sms")).Count);
    }

    [Fact]
    public async Task Signing_out_forgets_what_was_begun()
    {
        var person = await (await TestPerson.WithAsync(_portal, MethodIds.App)).SignInAsync(MethodIds.App);
        var browser = await person.Browser().GetAsync("/sign-in/confirm");
        await browser.SubmitAsync(("password", Portal.Password));
        Assert.NotNull(browser.Cookie("__Host-portal-confirm"));

        await browser.SignOutAsync();

        Assert.Null(browser.Cookie("__Host-portal-confirm"));
    }
}
