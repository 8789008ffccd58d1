using Bunit;
using SecurityPortal.Tests.Fixtures;
using SecurityPortal.TwoFactor;
using SecurityPortal.TwoFactor.Management;
using SecurityPortal.TwoFactor.SecurityKeys;
using Portal = SecurityPortal.Tests.Fixtures.Portal;

namespace SecurityPortal.Tests.TwoFactor.SecurityKeys;

/// <summary>What the list of keys says about each: who stores it, and whether it stays on one device.</summary>
public sealed class PasskeyFactsTests(SharedPortal shared) : IClassFixture<SharedPortal>
{
    private const byte Verified = 0x05;
    private const byte Eligible = 0x08;
    private const byte BackedUp = 0x10;
    private static readonly Guid Google = new("ea9b8d66-4d01-1d21-3ce4-b6b48cb575d4");
    private readonly Portal _portal = shared.Portal;

    [Theory]
    [InlineData("ea9b8d66-4d01-1d21-3ce4-b6b48cb575d4", "Google Password Manager")]
    [InlineData("bada5566-a7aa-401f-bd96-45619a55120d", "1Password")]
    [InlineData("08987058-cadc-4b81-b6e1-30de50dcbe96", "Windows Hello")]
    [InlineData("00000000-0000-0000-0000-000000000000", null)]
    [InlineData("11111111-2222-3333-4444-555555555555", null)]
    public void A_provider_is_known_by_its_AAGUID(string aaguid, string? name) =>
        Assert.Equal(name, PasskeyProviders.Name(new Guid(aaguid)));

    [Theory]
    [InlineData(Verified, "This device only")]
    [InlineData(Verified | Eligible, "Can be synced, but isn't yet")]
    [InlineData(Verified | Eligible | BackedUp, "Synced")]
    public async Task A_row_says_where_the_passkey_lives(byte flags, string told)
    {
        var person = await PersonAsync();
        await person.TurnOnKeyAsync(new SoftwareKey { Flags = flags, Aaguid = Google }, "Mine");

        Assert.Equal(["Google Password Manager", told], Assert.Single(await KeysAsync(person)).Facts);
    }

    [Fact]
    public async Task A_passkey_that_was_synced_since_is_told_so_after_its_next_use()
    {
        var key = new SoftwareKey { Flags = Verified | Eligible };
        var person = await PersonAsync();
        await person.TurnOnKeyAsync(key);
        key.Flags = Verified | Eligible | BackedUp;

        await Passkeys.SignInAsync(_portal, key);

        await person.SignInAsync(MethodIds.SecurityKeys);
        Assert.Equal(["Synced"], Assert.Single(await KeysAsync(person)).Facts);
    }

    [Fact]
    public async Task One_without_a_name_of_its_own_is_called_after_its_provider_and_the_row_does_not_say_it_twice()
    {
        var person = await PersonAsync();
        await person.TurnOnKeyAsync(new SoftwareKey { Aaguid = Google });
        await person.TurnOnKeyAsync(new SoftwareKey());

        var keys = await KeysAsync(person);
        Assert.Equal(["Google Password Manager", "Key 2"], keys.Select(key => key.Name));
        Assert.Equal(["This device only"], keys[0].Facts);
    }

    [Fact]
    public async Task The_screen_shows_it()
    {
        var person = await PersonAsync();
        await person.TurnOnKeyAsync(new SoftwareKey { Aaguid = Google }, "Mine");
        await using var screen = new Screen(_portal);

        var list = screen.Show<SecurityPortal.Settings.MethodItemList>(parameters => parameters
            .Add(one => one.Method, MethodIds.SecurityKeys)
            .Add(one => one.Session, person.Session)
            .Add(one => one.Items, KeysAsync(person).GetAwaiter().GetResult()));

        Assert.Contains("Google Password Manager This device only", Screen.Words(list.Find("li")));
    }

    private async Task<TestPerson> PersonAsync() => await (await TestPerson.CreateAsync(_portal)).SignInAsync();

    private Task<IReadOnlyList<MethodItem>> KeysAsync(TestPerson person) =>
        _portal.Get<MethodItems>().ListAsync(person.Session, MethodIds.SecurityKeys);
}
