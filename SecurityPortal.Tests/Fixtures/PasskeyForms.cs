namespace SecurityPortal.Tests.Fixtures;

/// <summary>The passkey button of the sign-in page, as its script operates it.</summary>
internal static class PasskeyForms
{
    /// <summary>Requests a challenge; returns the options that the browser would pass to the key.</summary>
    public static async Task<string> AskPasskeyAsync(this TestBrowser browser)
    {
        var response = await browser.TryAskPasskeyAsync();
        return await response.Content.ReadAsStringAsync();
    }

    /// <summary>Requests a challenge; returns the response, whatever it is.</summary>
    public static async Task<HttpResponseMessage> TryAskPasskeyAsync(this TestBrowser browser)
    {
        await browser.GetAsync("/sign-in");
        return await browser.SendAsync((new Uri("https://localhost/sign-in/passkey/options"), browser.Form().Content));
    }

    /// <summary>Sends the key's answer.</summary>
    public static Task<HttpResponseMessage> AnswerPasskeyAsync(this TestBrowser browser, string credential) =>
        browser.SendAsync((new Uri("https://localhost/sign-in/passkey"), browser.Form(("credential", credential)).Content));
}
