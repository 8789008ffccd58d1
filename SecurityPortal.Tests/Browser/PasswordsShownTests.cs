using SecurityPortal.Tests.Fixtures;
using static Microsoft.Playwright.Assertions;

namespace SecurityPortal.Tests.Browser;

/// <summary>People who are unsure of what they typed can show the password.</summary>
public sealed class PasswordsShownTests(Chromium chromium) : BrowserTest(chromium)
{
    [Fact]
    public async Task A_password_is_shown_on_demand_and_hidden_again_before_it_is_sent()
    {
        var window = await OpenBrowserAsync();
        await window.GoAsync("/sign-in");
        var password = window.Textbox("Password");
        await window.Textbox("Email or user name").FillAsync("alice@example.com");
        await password.FillAsync(Fixtures.Portal.Password);
        await Expect(password).ToHaveAttributeAsync("type", "password");

        await window.Button("Show what you typed").ClickAsync();
        await Expect(password).ToHaveAttributeAsync("type", "text");
        await Expect(password).ToBeFocusedAsync();
        await window.Button("Hide what you typed").ClickAsync();
        await Expect(password).ToHaveAttributeAsync("type", "password");

        await window.Button("Show what you typed").ClickAsync();
        await window.Page.EvaluateAsync(
            "document.querySelector('form').addEventListener('submit', event => sessionStorage.setItem('sent', event.target.elements.password.type))");
        await window.Button("Sign in").ClickAsync();
        await window.ExpectSignedInAsync();
        Assert.Equal("password", await window.Page.EvaluateAsync<string>("sessionStorage.getItem('sent')"));
    }
}
