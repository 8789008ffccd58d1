using SecurityPortal.Tests.Fixtures;
using SecurityPortal.TwoFactor.Enrolment;
using SecurityPortal.TwoFactor.SecurityKeys;

namespace SecurityPortal.Tests.TwoFactor.SecurityKeys;

/// <summary>Passkeys that a browser creates without a prompt, so that nobody touched anything.</summary>
public sealed class ConditionalCreationTests(SharedPortal shared) : IClassFixture<SharedPortal>
{
    private const byte NobodyThere = 0x18;
    private readonly Portal _portal = shared.Portal;

    [Fact]
    public async Task One_made_without_a_touch_is_taken_where_the_browser_was_asked_to()
    {
        var (person, key) = await PersonAsync(NobodyThere);

        Assert.IsType<TurnOnResult.SetUpFirst>(await RegisterAsync(person, key, quietly: true));
    }

    [Fact]
    public async Task And_nowhere_else()
    {
        var (person, key) = await PersonAsync(NobodyThere);

        Assert.IsType<TurnOnResult.Refused>(await RegisterAsync(person, key, quietly: false));
    }

    [Fact]
    public async Task Staff_are_asked_for_a_finger_or_a_PIN_all_the_same()
    {
        var (agent, key) = await PersonAsync(NobodyThere, "Support");
        Assert.IsType<TurnOnResult.Refused>(await RegisterAsync(agent, key, quietly: true));

        // Refused even with the user-verified flag, which nothing signs here: without a prompt, nobody can have been verified.
        var (other, verified) = await PersonAsync(0x1C, "Support");
        Assert.IsType<TurnOnResult.Refused>(await RegisterAsync(other, verified, quietly: true));
    }

    [Theory]
    [InlineData("origin")]
    [InlineData("challenge")]
    [InlineData("relying party")]
    [InlineData("type")]
    public async Task Nothing_else_is_let_through_by_it(string fault)
    {
        var (person, key) = await PersonAsync(NobodyThere);
        switch (fault)
        {
            case "origin": key.Origin = "https://evil.example"; break;
            case "challenge": key.Challenge = new byte[32]; break;
            case "relying party": key.RelyingParty = "evil.example"; break;
            case "type": key.Type = "webauthn.get"; break;
        }

        Assert.IsType<TurnOnResult.Refused>(await RegisterAsync(person, key, quietly: true));
    }

    [Fact]
    public async Task It_counts_as_one_factor_until_it_is_used_with_a_finger_or_a_PIN()
    {
        var key = new SoftwareKey { Flags = NobodyThere };
        var person = await (await TestPerson.CreateAsync(_portal)).SignInAsync();
        var first = Assert.IsType<TurnOnResult.SetUpFirst>(await RegisterAsync(person, key, quietly: true));
        Assert.IsType<TurnOnResult.On>(await person.SaveCodesAsync(first.Companion));

        key.Flags = 0x19;
        Assert.False(await (await Passkeys.SignInAsync(_portal, key)).IsSignedInAsync());
        key.Flags = 0x1D;
        Assert.True(await (await Passkeys.SignInAsync(_portal, key)).IsSignedInAsync());
    }

    [Theory]
    [InlineData("")]
    [InlineData("no json")]
    [InlineData("[]")]
    [InlineData("{\"response\":{\"attestationObject\":7}}")]
    [InlineData("{\"response\":{\"attestationObject\":\"%%%\"}}")]
    [InlineData("{\"response\":{\"attestationObject\":\"AAAA\"}}")]
    public void What_cannot_be_read_stays_as_it_came(string answer) =>
        Assert.Equal(answer, ConditionalCreation.WithUserPresent(answer, "localhost"));

    private static async Task<TurnOnResult> RegisterAsync(TestPerson person, SoftwareKey key, bool quietly)
    {
        var setup = await person.BeginAsync(MethodIds.SecurityKeys, (SecurityKeysMethod.Conditional, quietly ? "true" : null));
        return await person.Enrolment.TurnOnAsync(person.Session, setup.Id, key.Create((string)setup.Display!), null);
    }

    private async Task<(TestPerson Person, SoftwareKey Key)> PersonAsync(byte flags, string? role = null) =>
        (await (await TestPerson.CreateAsync(_portal, role)).SignInAsync(), new SoftwareKey { Flags = flags });
}
