using System.Buffers.Text;
using SecurityPortal.Tests.Fixtures;
using SecurityPortal.TwoFactor;
using SecurityPortal.TwoFactor.Management;

namespace SecurityPortal.Tests.TwoFactor.SecurityKeys;

/// <summary>When a browser is told that a passkey opens nothing, upon which it drops the passkey for good.</summary>
public sealed class UnknownPasskeyTests(SharedPortal shared) : IClassFixture<SharedPortal>
{
    private readonly Portal _portal = shared.Portal;

    [Fact]
    public async Task A_passkey_that_was_removed_is_named_to_the_browser_once()
    {
        var (person, key) = await PersonWithPasskeyAsync();
        await person.TurnOnKeyAsync(new SoftwareKey(), "Spare");
        var items = _portal.Get<MethodItems>();
        var gone = (await items.ListAsync(person.Session, MethodIds.SecurityKeys)).Single(item => item.Name == "Mine");
        Assert.IsType<MethodResult.Done>(await items.RemoveAsync(person.Session, MethodIds.SecurityKeys, gone.Id));
        var browser = _portal.Browser();

        Assert.Equal(Base64Url.EncodeToString(key.Id), await NamedAfterAsync(browser, key));
        Assert.Equal("localhost", browser.Page!.QuerySelector("[data-rp-id]")!.GetAttribute("data-rp-id"));
        Assert.Null(Named(await browser.GetAsync("/sign-in?reason=passkey")));
    }

    [Theory]
    [InlineData("signature")]
    [InlineData("counter")]
    [InlineData("not verified")]
    public async Task One_that_opens_an_account_is_never_named_whatever_else_was_wrong(string fault)
    {
        var (_, key) = await PersonWithPasskeyAsync();
        switch (fault)
        {
            case "signature": key.BreaksSignature = true; break;
            case "counter": key.Counter = 0; break;
            case "not verified": key.Flags = 0x01; break;
        }

        Assert.Null(await NamedAfterAsync(_portal.Browser(), key));
    }

    [Fact]
    public async Task Neither_a_link_nor_an_answer_to_no_question_names_one()
    {
        var (_, key) = await PersonWithPasskeyAsync();
        var browser = await _portal.Browser().GetAsync($"/sign-in?reason=passkey&unknown={Base64Url.EncodeToString(key.Id)}");
        Assert.Null(Named(browser));

        var stranger = new SoftwareKey();
        await browser.ReadAsync(await browser.AnswerPasskeyAsync(stranger.Get("""{"challenge":"AAAA"}""")));

        Assert.Null(Named(browser));
    }

    [Theory]
    [InlineData("")]
    [InlineData("\"><script>")]
    [InlineData("%%%")]
    public async Task What_is_no_id_is_not_named(string id)
    {
        var browser = _portal.Browser();
        await browser.AskPasskeyAsync();

        await browser.ReadAsync(await browser.AnswerPasskeyAsync(System.Text.Json.JsonSerializer.Serialize(new { id, response = new { } })));

        Assert.Null(Named(browser));
    }

    private static async Task<string?> NamedAfterAsync(TestBrowser browser, SoftwareKey key)
    {
        var options = await browser.AskPasskeyAsync();
        await browser.ReadAsync(await browser.AnswerPasskeyAsync(key.Get(options)));
        return Named(browser);
    }

    private static string? Named(TestBrowser browser) =>
        browser.Page!.QuerySelector("[data-options-url]")!.GetAttribute("data-unknown-passkey");

    private async Task<(TestPerson Person, SoftwareKey Key)> PersonWithPasskeyAsync()
    {
        var key = new SoftwareKey { Counter = 1 };
        var person = await (await TestPerson.CreateAsync(_portal)).SignInAsync();
        await person.TurnOnKeyAsync(key, "Mine");
        key.Counter++;
        return (person, key);
    }
}
