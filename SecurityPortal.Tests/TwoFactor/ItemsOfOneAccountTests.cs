using SecurityPortal.Tests.Fixtures;
using SecurityPortal.TwoFactor;
using SecurityPortal.TwoFactor.Enrolment;

namespace SecurityPortal.Tests.TwoFactor;

/// <summary>How many keys and apps one account may have.</summary>
public sealed class ItemsOfOneAccountTests : IAsyncLifetime
{
    private readonly Portal _portal = new(("Methods:SecurityKeys:MaxPerPerson", "3"), ("Methods:AuthenticatorApp:MaxPerPerson", "3"));

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public ValueTask DisposeAsync() => _portal.DisposeAsync();

    [Fact]
    public async Task After_the_last_key_that_fits_the_next_set_up_says_what_to_do()
    {
        var person = await (await TestPerson.CreateAsync(_portal)).SignInAsync();
        for (var i = 0; i < 3; i++)
        {
            await person.TurnOnKeyAsync(new SoftwareKey());
        }

        var refused = Assert.IsType<BeginResult.Refused>(await person.TryBeginAsync(MethodIds.SecurityKeys)).Refusal;

        Assert.Equal(new(MethodFault.InvalidInput, "You have 3 keys, the most an account can have. Remove one first."), refused);
    }

    [Fact]
    public async Task After_the_last_app_that_fits_the_next_set_up_says_what_to_do()
    {
        var person = await (await TestPerson.CreateAsync(_portal)).SignInAsync();
        for (var i = 0; i < 3; i++)
        {
            _portal.Clock.Advance(TimeSpan.FromSeconds(30));
            await person.TurnOnAppAsync();
        }

        var refused = Assert.IsType<BeginResult.Refused>(await person.TryBeginAsync(MethodIds.App)).Refusal;

        Assert.Equal(new(MethodFault.InvalidInput, "You have 3 apps, the most an account can have. Remove one first."), refused);
    }

    [Fact]
    public async Task A_set_up_that_was_begun_while_there_was_room_adds_nothing_once_there_is_none()
    {
        var person = await (await TestPerson.WithAsync(_portal, MethodIds.App)).SignInAsync(MethodIds.App);
        await person.HasAsync(MethodIds.App);
        var setup = await person.BeginAsync(MethodIds.App);
        await person.HasAsync(MethodIds.App);

        var late = await person.Enrolment.TurnOnAsync(
            person.Session, setup.Id, Rfc6238.CodeAt(TestPerson.KeyOf(setup), _portal.Clock.GetUtcNow()), null);

        Assert.IsType<TurnOnResult.Refused>(late);
        Assert.Equal(3, await Rows.CountAsync(_portal, "AuthenticatorApps", person.Id));
    }

    [Theory]
    [InlineData("Methods:SecurityKeys:MaxPerPerson", "0")]
    [InlineData("Methods:AuthenticatorApp:MaxPerPerson", "101")]
    [InlineData("Methods:SecurityKeys:AsksPerMinute", "0")]
    [InlineData("Methods:SecurityKeys:TriesPerNetwork", "0")]
    public async Task A_setting_that_makes_no_sense_is_refused_at_start(string key, string value)
    {
        await using var portal = new Portal((key, value));

        var exception = Assert.ThrowsAny<Exception>(() => portal.Services);

        Assert.Contains(key, exception.Message, StringComparison.Ordinal);
    }
}
