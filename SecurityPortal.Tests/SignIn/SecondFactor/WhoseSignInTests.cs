using SecurityPortal.Tests.Fixtures;

namespace SecurityPortal.Tests.SignIn.SecondFactor;

public sealed class WhoseSignInTests(SharedPortal shared) : IClassFixture<SharedPortal>
{
    private readonly Portal _portal = shared.Portal;

    [Fact]
    public async Task The_second_step_says_whose_sign_in_it_is()
    {
        var person = await TestPerson.WithAsync(_portal, MethodIds.App);

        var browser = await _portal.Browser().TypePasswordAsync(person.Email);
        Assert.Contains($"Signing in as {person.Email}", browser.Text);
        await browser.TypeCodeAsync("abcdef");

        Assert.Equal("/sign-in/verify", browser.Path);
        Assert.Contains($"Signing in as {person.Email}", browser.Text);
    }

    [Theory]
    [InlineData(MethodIds.App)]
    [InlineData(MethodIds.Sms)]
    [InlineData(MethodIds.WhatsApp)]
    public async Task Trust_this_device_stands_before_the_button_that_leaves_the_page(string method)
    {
        var person = await TestPerson.WithAsync(_portal, MethodIds.App, MethodIds.Sms, MethodIds.WhatsApp);
        var browser = await _portal.Browser().TypePasswordAsync(person.Email);

        await browser.GetAsync($"/sign-in/verify?method={method}");

        var controls = browser.Page!.QuerySelectorAll("main form input[name=trust], main form button[type=submit]");
        Assert.Equal("INPUT", controls[0].TagName);
    }
}
