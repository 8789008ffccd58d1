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
}
