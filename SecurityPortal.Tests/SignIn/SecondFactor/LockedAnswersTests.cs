using SecurityPortal.Tests.Fixtures;

namespace SecurityPortal.Tests.SignIn.SecondFactor;

/// <summary>While the second step is locked, every method says so, rather than that its answer was wrong.</summary>
public sealed class LockedAnswersTests(SharedPortal shared) : IClassFixture<SharedPortal>
{
    private const string Locked = "Too many wrong codes. Try again in 1 minute.";
    private readonly Portal _portal = shared.Portal;

    [Fact]
    public async Task A_right_key_is_told_of_the_lock()
    {
        var key = new SoftwareKey { Counter = 1 };
        var person = await (await TestPerson.WithAsync(_portal, MethodIds.App)).SignInAsync(MethodIds.App);
        await person.TurnOnKeyAsync(key);
        key.Counter++;
        await new Guesser(_portal, person).GuessAsync(5);
        var browser = await _portal.Browser().TypePasswordAsync(person.Email);

        await browser.SubmitAsync(("code", key.Get(browser.Page!.QuerySelector("[data-options]")!.GetAttribute("data-options")!)));

        Assert.Equal(Locked, Error(browser));
    }

    [Fact]
    public async Task A_login_request_is_told_of_the_lock()
    {
        var person = await (await TestPerson.WithAsync(_portal, MethodIds.App)).SignInAsync(MethodIds.App);
        await person.HasAsync(MethodIds.LoginRequests);
        await new Guesser(_portal, person).GuessAsync(5);
        var browser = await _portal.Browser().TypePasswordAsync(person.Email);
        await browser.GetAsync("/sign-in/verify?method=LoginRequests");

        await browser.SubmitAsync(("code", "claim"));

        Assert.Equal(Locked, Error(browser));
    }

    [Fact]
    public async Task Unlocked_each_says_what_was_wrong_with_its_own_answer()
    {
        var person = await (await TestPerson.WithAsync(_portal, MethodIds.App)).SignInAsync(MethodIds.App);
        await person.TurnOnKeyAsync(new SoftwareKey());
        await person.HasAsync(MethodIds.LoginRequests);
        var browser = await _portal.Browser().TypePasswordAsync(person.Email);

        await browser.SubmitAsync(("code", "{}"));
        Assert.Equal("That key doesn't belong to this account. Use another key, or try another way.", Error(browser));

        await browser.GetAsync("/sign-in/verify?method=LoginRequests");
        await browser.SubmitAsync(("code", "claim"));
        Assert.Equal("It wasn't approved. Ask again, or try another way.", Error(browser));
    }

    private static string? Error(TestBrowser browser) =>
        browser.Page!.QuerySelector(".field-error:not([data-key-error])")?.TextContent.Trim();
}
