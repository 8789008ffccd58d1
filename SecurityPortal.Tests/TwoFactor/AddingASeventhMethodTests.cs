using SecurityPortal.Tests.Fixtures;
using SecurityPortal.Tests.TwoFactor.VoiceCall;
using SecurityPortal.TwoFactor;

namespace SecurityPortal.Tests.TwoFactor;

/// <summary>
/// The seam of the product: one folder with a module, and the method is listed, set up and asked for. Nothing else
/// of the portal knows it.
/// </summary>
public sealed class AddingASeventhMethodTests
{
    private static readonly string[] Six =
    [
        MethodIds.SecurityKeys, MethodIds.App, MethodIds.Sms, MethodIds.WhatsApp, MethodIds.LoginRequests, MethodIds.BackupCodes,
    ];

    [Fact]
    public async Task The_portal_has_these_six_strongest_first()
    {
        await using var portal = new Portal();

        Assert.Equal(Six, portal.Get<MethodCatalogue>().All.Select(method => method.Description.Id));
    }

    [Fact]
    public async Task A_module_found_in_another_assembly_takes_its_place_in_the_list()
    {
        await using var portal = WithSeven();
        var person = await (await TestPerson.CreateAsync(portal)).SignInAsync();

        var browser = await person.Browser().GetAsync("/settings/security/two-factor");

        Assert.Equal(
            Six.Take(4).Append(VoiceCallMethod.Id).Concat(Six.Skip(4)),
            (await person.OverviewAsync()).Methods.Select(method => method.Description.Id));
        Assert.NotNull(browser.Page!.QuerySelector($"[data-testid=method-{VoiceCallMethod.Id}] [role=switch][aria-checked=false]"));
    }

    [Fact]
    public async Task It_is_set_up_with_a_live_proof_and_brings_the_backup_codes_of_a_first_method()
    {
        await using var portal = WithSeven();
        var person = await PersonWithVoiceCallsAsync(portal);

        Assert.Equal([VoiceCallMethod.Id, MethodIds.BackupCodes], await person.OnAsync());
        Assert.True((await person.OverviewAsync()).IsOn);
    }

    [Fact]
    public async Task It_is_asked_for_at_sign_in_and_lets_nobody_in_without_its_code()
    {
        await using var portal = WithSeven();
        var person = await PersonWithVoiceCallsAsync(portal);
        var browser = await portal.Browser().TypePasswordAsync(person.Email);
        Assert.Contains("Type what the voice said.", browser.Text);

        await browser.SubmitAsync(("code", "12345"));
        Assert.Equal("/sign-in/verify", browser.Path.Split('?')[0]);
        Assert.False(await browser.Copy().IsSignedInAsync());

        await browser.SubmitAsync(("code", portal.Get<VoiceCallMethod>().Heard[person.Id]));
        Assert.True(await browser.IsSignedInAsync());
    }

    [Fact]
    public async Task It_can_have_addresses_of_its_own()
    {
        await using var portal = WithSeven();

        var browser = await portal.Browser().GetAsync("/voice-call/heard");

        Assert.Equal("An address of the seventh method.", browser.Text);
    }

    private static Portal WithSeven() =>
        new() { WithServices = services => services.AddMethodModules(typeof(VoiceCallModule).Assembly) };

    private static async Task<TestPerson> PersonWithVoiceCallsAsync(Portal portal)
    {
        var person = await (await TestPerson.CreateAsync(portal)).SignInAsync();
        var setup = await person.BeginAsync(VoiceCallMethod.Id);
        Assert.IsType<SendCodeResult.Sent>(await person.Enrolment.SendCodeAsync(person.Session, setup.Id));
        var heard = portal.Get<VoiceCallMethod>().Heard[person.Id];
        var first = Assert.IsType<TurnOnResult.SetUpFirst>(await person.Enrolment.TurnOnAsync(person.Session, setup.Id, heard, null));
        Assert.IsType<TurnOnResult.On>(await person.SaveCodesAsync(first.Companion));
        return person;
    }
}
