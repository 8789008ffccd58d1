using Microsoft.Extensions.Options;
using SecurityPortal.Support;
using SecurityPortal.Tests.Fixtures;
using SecurityPortal.TwoFactor.Enrolment;
using SecurityPortal.TwoFactor.SecurityKeys;

namespace SecurityPortal.Tests.TwoFactor.SecurityKeys;

/// <summary>People whose passkeys have to stay on one device, at registration and at every use.</summary>
public sealed class PasskeyPolicyTests : IAsyncDisposable
{
    private const string StaysPut = "Your account needs a passkey that stays on one device, and this one syncs to others.";
    private const byte Synced = 0x1D;
    private readonly Portal _portal = new(("Methods:SecurityKeys:DeviceBoundForRoles:0", "Support"));

    public ValueTask DisposeAsync() => _portal.DisposeAsync();

    [Theory]
    [InlineData(0x1D)]
    [InlineData(0x0D)]
    public async Task A_passkey_that_can_be_copied_is_refused_at_registration_with_what_would_do(byte flags)
    {
        var agent = await PersonAsync("Support");

        var refused = Assert.IsType<TurnOnResult.Refused>(await agent.RegisterAsync(new SoftwareKey { Flags = flags }));

        Assert.StartsWith(StaysPut, refused.Refusal.Message);
        Assert.Contains("Use a USB or NFC security key", refused.Refusal.Message);
        Assert.Empty(await agent.OnAsync());
        await agent.TurnOnKeyAsync(new SoftwareKey());
        Assert.Contains(MethodIds.SecurityKeys, await agent.OnAsync());
    }

    [Fact]
    public async Task Whoever_has_no_such_role_uses_any()
    {
        var person = await PersonAsync(null);
        var key = new SoftwareKey { Flags = Synced };
        await person.TurnOnKeyAsync(key);

        Assert.True(await (await Passkeys.SignInAsync(_portal, key)).IsSignedInAsync());
    }

    [Fact]
    public async Task One_from_before_the_role_was_given_serves_no_more_for_either_step_and_the_page_says_why()
    {
        var key = new SoftwareKey { Flags = Synced };
        var person = await PersonAsync(null);
        await person.TurnOnKeyAsync(key);
        await person.HasRoleAsync("Support");

        var alone = await Passkeys.SignInAsync(_portal, key);
        Assert.Contains("that one syncs to others", alone.Text);
        Assert.Null(alone.Page!.QuerySelector("[data-unknown-passkey]"));
        Assert.False(await alone.IsSignedInAsync());

        var second = await _portal.Browser().TypePasswordAsync(person.Email);
        key.Counter++;
        await second.SubmitAsync(("code", key.Get(second.Page!.QuerySelector("[data-options]")!.GetAttribute("data-options")!)));
        Assert.Contains(StaysPut, second.Text);
        Assert.False(await second.IsSignedInAsync());
    }

    [Fact]
    public async Task Staff_with_a_synced_passkey_and_an_app_are_led_to_a_key_that_serves_and_to_nothing_else()
    {
        var agent = await PersonAsync(null);
        await agent.TurnOnKeyAsync(new SoftwareKey { Flags = Synced });
        await agent.HasAsync(MethodIds.App);
        await agent.HasRoleAsync("Support");
        await agent.SignInAsync(MethodIds.App);

        Assert.Equal("/settings/security/two-factor", (await agent.Browser().GetAsync("/settings/security/devices")).Path);

        await agent.TurnOnKeyAsync(new SoftwareKey());
        Assert.Equal("/settings/security/devices", (await agent.Browser().GetAsync("/settings/security/devices")).Path);
    }

    [Fact]
    public async Task A_session_that_a_synced_passkey_opened_before_works_for_support_no_longer()
    {
        var agent = await PersonAsync(null);
        await agent.TurnOnKeyAsync(new SoftwareKey { Flags = Synced });
        await agent.HasRoleAsync("Support");
        await agent.SignInAsync(MethodIds.SecurityKeys);

        var (found, fault) = await _portal.Get<SupportGuard>().CheckAsync(agent.Session, TestContext.Current.CancellationToken);

        Assert.Null(found);
        Assert.Equal(SupportFault.NeedsStaffSignIn, fault);
    }

    [Fact]
    public async Task A_forged_claim_of_staying_put_is_of_no_use_since_the_flag_is_signed()
    {
        var key = new SoftwareKey { Flags = Synced };
        var person = await PersonAsync(null);
        await person.TurnOnKeyAsync(key);
        await person.HasRoleAsync("Support");
        key.Flags = 0x05;

        // A key's backup eligibility never changes (WebAuthn 7.2 step 19).
        Assert.False(await (await Passkeys.SignInAsync(_portal, key)).IsSignedInAsync());
    }

    [Fact]
    public async Task Everybody_can_be_held_to_it()
    {
        await using var portal = new Portal(("Methods:SecurityKeys:DeviceBoundOnly", "true"));
        var person = await (await TestPerson.CreateAsync(portal)).SignInAsync();

        Assert.IsType<TurnOnResult.Refused>(await person.RegisterAsync(new SoftwareKey { Flags = Synced }));
        Assert.IsType<TurnOnResult.SetUpFirst>(await person.RegisterAsync(new SoftwareKey()));
    }

    [Fact]
    public async Task Only_they_are_shown_security_keys_first_and_attestation_is_asked_of_nobody()
    {
        var agent = await PersonAsync("Support");
        var person = await PersonAsync(null);

        var bound = (string)(await agent.BeginAsync(MethodIds.SecurityKeys)).Display!;
        var free = (string)(await person.BeginAsync(MethodIds.SecurityKeys)).Display!;

        Assert.Contains("\"hints\":[\"security-key\",\"client-device\"]", bound);
        Assert.DoesNotContain("security-key\"", free);
        Assert.All(new[] { bound, free }, options => Assert.Contains("\"attestation\":\"none\"", options));
    }

    [Fact]
    public async Task A_role_that_nobody_can_have_is_refused_at_start()
    {
        await using var portal = new Portal(("Methods:SecurityKeys:DeviceBoundForRoles:0", "Suport"));

        var fault = Assert.ThrowsAny<Exception>(() => portal.Get<IOptions<SecurityKeysOptions>>().Value);

        Assert.Contains("Methods:SecurityKeys:DeviceBoundForRoles names an unknown role.", fault.ToString());
    }

    private async Task<TestPerson> PersonAsync(string? role) => await (await TestPerson.CreateAsync(_portal, role)).SignInAsync();
}
