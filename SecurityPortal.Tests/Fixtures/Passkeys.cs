namespace SecurityPortal.Tests.Fixtures;

/// <summary>Signing in with a passkey, without any name or password.</summary>
internal static class Passkeys
{
    /// <summary>Asks the portal's question, and has the key answer it; the browser is where that led.</summary>
    public static async Task<TestBrowser> SignInAsync(Portal portal, SoftwareKey key)
    {
        var browser = await portal.Browser().GetAsync("/sign-in");
        var asked = await browser.SendAsync((new Uri("https://localhost/sign-in/passkey/options"), browser.Form().Content));
        var options = await asked.Content.ReadAsStringAsync();
        key.Counter++;
        var answer = browser.Form(("credential", key.Get(options))).Content;
        var answered = await browser.SendWithoutFollowingAsync((new Uri("https://localhost/sign-in/passkey"), answer));
        return await browser.GetAsync(answered.Headers.Location!.OriginalString);
    }
}
