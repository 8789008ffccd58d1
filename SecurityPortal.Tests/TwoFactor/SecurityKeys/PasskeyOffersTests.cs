using Bunit;
using SecurityPortal.Tests.Fixtures;
using SecurityPortal.TwoFactor.SecurityKeys;
using Portal = SecurityPortal.Tests.Fixtures.Portal;

namespace SecurityPortal.Tests.TwoFactor.SecurityKeys;

/// <summary>"Use a passkey next time?": to whom, how often, and in which session.</summary>
[OnBothDatabases]
public sealed class PasskeyOffersTests : IAsyncLifetime
{
    private readonly Portal _portal = new();

    private PasskeyOffers Offers => _portal.Get<PasskeyOffers>();

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public ValueTask DisposeAsync() => _portal.DisposeAsync();

    [Fact]
    public async Task A_person_without_a_passkey_is_offered_one_in_one_session_and_again_after_90_days()
    {
        var person = await (await TestPerson.CreateAsync(_portal)).SignInAsync();
        Assert.True(await Offers.IsShownAsync(person.Session));

        // Until it is answered, the offer stays in the session where it was shown, and appears in no other.
        Assert.True(await Offers.IsShownAsync(person.Session));
        Assert.False(await Offers.IsShownAsync(await person.SignInElsewhereAsync()));

        _portal.Clock.Advance(TimeSpan.FromDays(89));
        Assert.False(await Offers.IsShownAsync((await person.SignInAsync()).Session));
        _portal.Clock.Advance(TimeSpan.FromDays(1));
        Assert.True(await Offers.IsShownAsync((await person.SignInAsync()).Session));
    }

    [Fact]
    public async Task Not_now_holds_for_90_days_and_do_not_ask_again_for_good()
    {
        var person = await (await TestPerson.CreateAsync(_portal)).SignInAsync();
        Assert.True(await Offers.IsShownAsync(person.Session));
        await Offers.PostponeAsync(person.Session);
        Assert.False(await Offers.IsShownAsync(person.Session));

        _portal.Clock.Advance(TimeSpan.FromDays(90));
        await person.SignInAsync();
        Assert.True(await Offers.IsShownAsync(person.Session));
        await Offers.DeclineAsync(person.Session);

        _portal.Clock.Advance(TimeSpan.FromDays(900));
        Assert.False(await Offers.IsShownAsync((await person.SignInAsync()).Session));
    }

    [Fact]
    public async Task An_answer_from_another_session_changes_nothing()
    {
        var person = await (await TestPerson.CreateAsync(_portal)).SignInAsync();
        Assert.True(await Offers.IsShownAsync(person.Session));

        await Offers.DeclineAsync(await person.SignInElsewhereAsync());

        Assert.True(await Offers.IsShownAsync(person.Session));
    }

    [Fact]
    public async Task Of_ten_sessions_that_ask_at_once_one_shows_it()
    {
        var person = await (await TestPerson.CreateAsync(_portal)).SignInAsync();
        List<Guid> sessions = [];
        for (var i = 0; i < 10; i++)
        {
            sessions.Add(await person.SignInElsewhereAsync());
        }

        var shown = await Task.WhenAll(sessions.Select(session => Task.Run(() => Offers.IsShownAsync(session))));

        Assert.Single(shown, isShown => isShown);
    }

    [Fact]
    public async Task Nobody_is_offered_one_who_has_one_or_signed_in_with_one_or_has_to_enrol_first()
    {
        var owner = await (await TestPerson.CreateAsync(_portal)).SignInAsync();
        await owner.TurnOnKeyAsync(new SoftwareKey());
        Assert.False(await Offers.IsShownAsync(owner.Session));

        var other = await (await TestPerson.CreateAsync(_portal)).SignInAsync();
        await Rows.ExecuteAsync(_portal, $"""UPDATE "Sessions" SET "AuthenticationMethods" = 'SecurityKeys,UserVerified' WHERE "UserId" = {other.Id}""");
        Assert.False(await Offers.IsShownAsync(other.Session));

        var reset = await (await TestPerson.CreateAsync(_portal)).SignInAsync();
        await Rows.ExecuteAsync(_portal, $"""UPDATE "People" SET "MustEnrolSince" = 1 WHERE "UserId" = {reset.Id}""");
        Assert.False(await Offers.IsShownAsync(reset.Session));
        Assert.False(await Offers.IsShownAsync(Guid.NewGuid()));
    }

    [Theory]
    [InlineData("Methods:SecurityKeys:OfferEvery", "00:00:00")]
    [InlineData("Methods:SecurityKeys:PasswordlessSignIn", "false")]
    [InlineData("Policy:MethodsOffered:0", "AuthenticatorApp")]
    public async Task The_operator_can_do_without(string key, string value)
    {
        await using var portal = new Portal((key, value));
        var person = await (await TestPerson.CreateAsync(portal)).SignInAsync();

        Assert.False(await portal.Get<PasskeyOffers>().IsShownAsync(person.Session));
    }

    [Fact]
    public async Task A_browser_that_can_use_no_passkey_is_shown_nothing_and_takes_no_offer_away()
    {
        var person = await (await TestPerson.CreateAsync(_portal)).SignInAsync();
        await using var without = await Screen.OfAsync(_portal, person);
        Assert.Equal("", without.Show<PasskeyOffer>(offer => offer.Add(one => one.Session, person.Session)).Markup.Trim());

        await using var with = await Screen.OfAsync(_portal, person);
        with.JSInterop.Setup<bool>("portal.usesKeys").SetResult(true);
        var shown = with.Show<PasskeyOffer>(offer => offer.Add(one => one.Session, person.Session));
        shown.WaitForAssertion(() => Assert.Contains("Use a passkey next time?", shown.Markup), TimeSpan.FromMinutes(1));
    }

    [Fact]
    public async Task A_press_takes_it_off_the_page()
    {
        var person = await (await TestPerson.CreateAsync(_portal)).SignInAsync();
        await using var screen = await Screen.OfAsync(_portal, person);
        screen.JSInterop.Setup<bool>("portal.usesKeys").SetResult(true);
        var shown = screen.Show<PasskeyOffer>(offer => offer.Add(one => one.Session, person.Session));
        shown.WaitForElement("[data-testid=passkey-offer]", TimeSpan.FromMinutes(1));

        Screen.Button(shown.Find("[data-testid=passkey-offer]"), "Not now").Click();

        shown.WaitForAssertion(() => Assert.Empty(shown.FindAll("[data-testid=passkey-offer]")), TimeSpan.FromMinutes(1));
        Assert.False(await Offers.IsShownAsync(person.Session));
    }
}
