using SecurityPortal.Tests.Fixtures;

namespace SecurityPortal.Tests.SignIn.Password;

public sealed class SigningInTests : IAsyncLifetime
{
    private readonly Portal _portal = new();

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public ValueTask DisposeAsync() => _portal.DisposeAsync();

    [Fact]
    public async Task A_person_without_methods_signs_in_with_the_password_alone()
    {
        var browser = _portal.Browser();

        await browser.TypePasswordAsync("alice");

        Assert.Equal("/settings/security", browser.Path);
        Assert.Contains("Two-factor authentication is off", browser.Text);
    }

    [Fact]
    public async Task A_person_with_an_app_is_asked_for_its_code()
    {
        var browser = _portal.Browser();

        await browser.TypePasswordAsync("carol");
        Assert.Equal("/sign-in/verify", browser.Path);
        Assert.False(await browser.IsSignedInAsync());

        await browser.GetAsync("/sign-in/verify");
        await browser.TypeCodeAsync(await Oathtool.CarolsCodeAsync(_portal.Clock));

        Assert.Equal("/settings/security", browser.Path);
    }

    [Fact]
    public async Task So_is_one_whom_another_application_gave_no_security_stamp()
    {
        await Rows.ExecuteAsync(_portal, $"""UPDATE "AspNetUsers" SET "SecurityStamp" = NULL WHERE "Email" = 'carol@example.com'""");
        var browser = await _portal.Browser().TypePasswordAsync("carol");

        await browser.GetAsync("/sign-in/verify");
        await browser.TypeCodeAsync(await Oathtool.CarolsCodeAsync(_portal.Clock));

        Assert.Equal("/settings/security", browser.Path);
    }

    [Fact]
    public async Task A_person_may_choose_a_text_message_instead()
    {
        var browser = await _portal.Browser().TypePasswordAsync("carol");

        await browser.GetAsync("/sign-in/verify?method=Sms");
        await browser.TypeCodeAsync(await _portal.CodeSentToAsync("+14155550123"));

        Assert.Equal("/settings/security", browser.Path);
    }
}
