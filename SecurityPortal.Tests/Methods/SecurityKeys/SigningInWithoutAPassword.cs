using System.Text.Json.Nodes;
using SecurityPortal.Sessions;
using SecurityPortal.Tests.Fixtures;

namespace SecurityPortal.Tests.Methods.SecurityKeys;

public sealed class SigningInWithoutAPassword(SharedPortal shared) : IClassFixture<SharedPortal>
{
    private readonly Portal _portal = shared.Portal;

    [Fact]
    public async Task A_passkey_that_checked_the_person_stands_for_both_steps_and_says_so()
    {
        var (person, key) = await PersonWithPasskeyAsync(_portal);
        var browser = _portal.Browser();
        var options = await AskAsync(browser);
        key.Counter++;

        await AnswerAsync(browser, key.Get(options));

        Assert.True(await browser.IsSignedInAsync());
        var places = await _portal.Get<DeviceList>().SessionsAsync(person.Session);
        Assert.Contains(places!, place => place.SignedInWith.SequenceEqual(["SecurityKeys", "UserVerified"]));
    }

    [Fact]
    public async Task A_passkey_that_did_not_check_the_person_does_not_get_in_without_the_password()
    {
        var (_, key) = await PersonWithPasskeyAsync(_portal);
        var browser = _portal.Browser();
        var options = await AskAsync(browser);
        key.Counter++;
        key.Flags = 0x01;

        await AnswerAsync(browser, key.Get(options));

        Assert.False(await browser.IsSignedInAsync());
    }

    [Fact]
    public async Task The_question_is_the_same_for_everybody_and_lists_no_keys()
    {
        await PersonWithPasskeyAsync(_portal);

        var options = JsonNode.Parse(await AskAsync(_portal.Browser()))!;

        Assert.Empty(options["allowCredentials"]?.AsArray() ?? []);
        Assert.Equal("required", (string)options["userVerification"]!);
    }

    [Fact]
    public async Task An_answer_without_a_handle_or_to_another_browsers_question_is_refused()
    {
        var (_, key) = await PersonWithPasskeyAsync(_portal);
        var (asked, other) = (_portal.Browser(), _portal.Browser());
        var options = await AskAsync(asked);
        await AskAsync(other);
        key.Counter++;

        await AnswerAsync(other, key.Get(options));
        Assert.False(await other.IsSignedInAsync());

        key.UserHandle = null;
        await AnswerAsync(asked, key.Get(options));
        Assert.False(await asked.IsSignedInAsync());
    }

    [Fact]
    public async Task An_answer_works_once()
    {
        var (_, key) = await PersonWithPasskeyAsync(_portal);
        var browser = _portal.Browser();
        var options = await AskAsync(browser);
        key.Counter++;
        var answer = key.Get(options);
        await AnswerAsync(browser, answer);
        Assert.True(await browser.IsSignedInAsync());

        var again = _portal.Browser();
        await AskAsync(again);
        await AnswerAsync(again, answer);

        Assert.False(await again.IsSignedInAsync());
    }

    [Fact]
    public async Task Policy_can_switch_it_off()
    {
        await using var portal = new Portal(("Methods:SecurityKeys:PasswordlessSignIn", "false"));
        var browser = await portal.Browser().GetAsync("/sign-in");

        Assert.Null(browser.Page!.QuerySelector("[data-options-url]"));
        var response = await browser.SendAsync((new Uri("https://localhost/sign-in/passkey/options"), browser.Form().Content));
        Assert.Equal(System.Net.HttpStatusCode.BadRequest, response.StatusCode);
    }

    private static async Task<(TestPerson Person, SoftwareKey Key)> PersonWithPasskeyAsync(Portal portal)
    {
        var key = new SoftwareKey { Counter = 1 };
        var person = await (await TestPerson.CreateAsync(portal)).SignInAsync();
        await person.TurnOnKeyAsync(key);
        return (person, key);
    }

    private static async Task<string> AskAsync(TestBrowser browser)
    {
        await browser.GetAsync("/sign-in");
        var response = await browser.SendAsync((new Uri("https://localhost/sign-in/passkey/options"), browser.Form().Content));
        return await response.Content.ReadAsStringAsync();
    }

    private static async Task AnswerAsync(TestBrowser browser, string credential) =>
        await browser.SendAsync((new Uri("https://localhost/sign-in/passkey"), browser.Form(("credential", credential)).Content));
}
