namespace SecurityPortal.Tests.Fixtures;

/// <summary>Signs in with a passkey, without a user name or password.</summary>
internal static class Passkeys
{
    /// <summary>Requests a challenge and has the key answer it; returns the browser at the resulting page.</summary>
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
