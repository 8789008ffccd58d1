using System.Net;
using SecurityPortal.Tests.Fixtures;

namespace SecurityPortal.Tests.TwoFactor.SecurityKeys;

/// <summary>Passkeys in the user name field, as far as the portal is involved; the rest is up to the browser.</summary>
public sealed class PasskeyAutofillTests : IAsyncDisposable
{
    private readonly Portal _portal = new();

    public ValueTask DisposeAsync() => _portal.DisposeAsync();

    [Fact]
    public async Task The_field_for_the_name_takes_passkeys_too()
    {
        var browser = await _portal.Browser().GetAsync("/sign-in");

        Assert.Equal("username webauthn", browser.Page!.QuerySelector("#login")!.GetAttribute("autocomplete"));
    }

    [Fact]
    public async Task Open_pages_of_an_office_that_ask_by_themselves_never_take_the_button_away()
    {
        var office = _portal.Browser();
        for (var time = 0; time < 60; time++)
        {
            Assert.Equal(HttpStatusCode.OK, (await AskByItselfAsync(office)).StatusCode);
        }

        Assert.Equal(HttpStatusCode.TooManyRequests, (await AskByItselfAsync(office)).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await _portal.Browser().TryAskPasskeyAsync()).StatusCode);
    }

    [Fact]
    public async Task A_passkey_chosen_in_the_field_signs_in_as_one_by_the_button_does()
    {
        var key = new SoftwareKey { Counter = 1 };
        var person = await (await TestPerson.CreateAsync(_portal)).SignInAsync();
        await person.TurnOnKeyAsync(key);
        var browser = _portal.Browser();
        var asked = await AskByItselfAsync(browser);
        key.Counter++;

        await browser.AnswerPasskeyAsync(key.Get(await asked.Content.ReadAsStringAsync()));

        Assert.True(await browser.IsSignedInAsync());
    }

    private static async Task<HttpResponseMessage> AskByItselfAsync(TestBrowser browser)
    {
        await browser.GetAsync("/sign-in");
        return await browser.SendAsync(
            (new Uri("https://localhost/sign-in/passkey/options"), browser.Form(("mediation", "conditional")).Content));
    }
}
