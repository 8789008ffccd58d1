using System.Text.Json.Nodes;
using SecurityPortal.Authentication.Sessions;
using SecurityPortal.Tests.Fixtures;

namespace SecurityPortal.Tests.TwoFactor.SecurityKeys;

public sealed class SigningInWithoutAPasswordTests(SharedPortal shared) : IClassFixture<SharedPortal>
{
    private readonly Portal _portal = shared.Portal;

    [Fact]
    public async Task A_passkey_that_checked_the_person_stands_for_both_steps_and_says_so()
    {
        var (person, key) = await PersonWithPasskeyAsync(_portal);
        var browser = _portal.Browser();
        var options = await browser.AskPasskeyAsync();
        key.Counter++;

        await browser.AnswerPasskeyAsync(key.Get(options));

        Assert.True(await browser.IsSignedInAsync());
        var places = await _portal.Get<SessionsAndDevices>().SessionsAsync(person.Session);
        Assert.Contains(places!, place => place.AuthenticationMethods.SequenceEqual(["SecurityKeys", "UserVerified"]));
    }

    [Fact]
    public async Task A_passkey_that_did_not_check_the_person_does_not_get_in_without_the_password()
    {
        var (_, key) = await PersonWithPasskeyAsync(_portal);
        var browser = _portal.Browser();
        var options = await browser.AskPasskeyAsync();
        key.Counter++;
        key.Flags = 0x01;

        await browser.AnswerPasskeyAsync(key.Get(options));

        Assert.False(await browser.IsSignedInAsync());
    }

    [Fact]
    public async Task The_question_is_the_same_for_everybody_and_lists_no_keys()
    {
        await PersonWithPasskeyAsync(_portal);

        var options = JsonNode.Parse(await _portal.Browser().AskPasskeyAsync())!;

        Assert.Empty(options["allowCredentials"]?.AsArray() ?? []);
        Assert.Equal("required", (string)options["userVerification"]!);
    }

    [Fact]
    public async Task An_answer_without_a_handle_or_to_another_browsers_question_is_refused()
    {
        var (_, key) = await PersonWithPasskeyAsync(_portal);
        var (asked, other) = (_portal.Browser(), _portal.Browser());
        var options = await asked.AskPasskeyAsync();
        await other.AskPasskeyAsync();
        key.Counter++;

        await other.AnswerPasskeyAsync(key.Get(options));
        Assert.False(await other.IsSignedInAsync());

        key.UserHandle = null;
        await asked.AnswerPasskeyAsync(key.Get(options));
        Assert.False(await asked.IsSignedInAsync());
    }

    [Fact]
    public async Task An_answer_works_once()
    {
        var (_, key) = await PersonWithPasskeyAsync(_portal);
        var browser = _portal.Browser();
        var options = await browser.AskPasskeyAsync();
        key.Counter++;
        var answer = key.Get(options);
        await browser.AnswerPasskeyAsync(answer);
        Assert.True(await browser.IsSignedInAsync());

        var again = _portal.Browser();
        await again.AskPasskeyAsync();
        await again.AnswerPasskeyAsync(answer);

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
}
