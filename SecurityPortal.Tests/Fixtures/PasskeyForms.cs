namespace SecurityPortal.Tests.Fixtures;

/// <summary>The passkey button of the sign-in page, as its script presses it.</summary>
internal static class PasskeyForms
{
    /// <summary>Asks for a challenge; the result is what the browser would hand to the key.</summary>
    public static async Task<string> AskPasskeyAsync(this TestBrowser browser)
    {
        var response = await browser.TryAskPasskeyAsync();
        return await response.Content.ReadAsStringAsync();
    }

    /// <summary>The same, whatever is answered.</summary>
    public static async Task<HttpResponseMessage> TryAskPasskeyAsync(this TestBrowser browser)
    {
        await browser.GetAsync("/sign-in");
        return await browser.SendAsync((new Uri("https://localhost/sign-in/passkey/options"), browser.Form().Content));
    }

    /// <summary>Sends the key's answer.</summary>
    public static Task<HttpResponseMessage> AnswerPasskeyAsync(this TestBrowser browser, string credential) =>
        browser.SendAsync((new Uri("https://localhost/sign-in/passkey"), browser.Form(("credential", credential)).Content));
}
