using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Hosting.Internal;
using Microsoft.Extensions.Options;
using SecurityPortal.Hosting.Cli;
using SecurityPortal.Messaging.Delivery;
using SecurityPortal.Messaging.Delivery.Limits;
using SecurityPortal.Tests.Fixtures;
using SecurityPortal.Tests.Messaging.Delivery.Voice;
using SecurityPortal.Tests.TwoFactor.VoiceCall;
using SecurityPortal.TwoFactor;
using SecurityPortal.TwoFactor.Enrolment;
using SecurityPortal.TwoFactor.OneTimeCodes;

namespace SecurityPortal.Tests.TwoFactor;

/// <summary>
/// The product's extension point: one folder with a module is enough for a method to be listed, set up and asked for; one more
/// with a channel delivers its codes. Nothing else in the portal knows about either.
/// </summary>
[OnBothDatabases]
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
    public async Task It_calls_at_sign_in_and_lets_nobody_in_without_the_code_of_this_call()
    {
        await using var portal = WithSeven();
        var person = await PersonWithVoiceCallsAsync(portal);
        var forEnrolment = await HeardAsync(portal, person);
        portal.Clock.Advance(TimeSpan.FromMinutes(2));
        var browser = await portal.Browser().TypePasswordAsync(person.Email);
        await browser.GetAsync("/sign-in/verify");
        Assert.Contains("Type what the voice said.", browser.Text);
        var heard = await HeardAsync(portal, person);
        Assert.NotEqual(forEnrolment, heard);
        var forged = heard == "000000" ? "000001" : "000000";

        foreach (var wrong in new[] { forged, forEnrolment })
        {
            await browser.SubmitAsync(("code", wrong));
            Assert.Equal("/sign-in/verify", browser.Path.Split('?')[0]);
            Assert.False(await browser.Copy().IsSignedInAsync());
        }

        await browser.SubmitAsync(("code", heard));
        Assert.True(await browser.IsSignedInAsync());

        var thief = await portal.Browser().TypePasswordAsync(person.Email);
        await thief.SubmitAsync(("code", heard));
        Assert.False(await thief.IsSignedInAsync());
    }

    [Fact]
    public async Task Its_channel_is_counted_and_told_of_like_the_others_and_has_a_partition_of_its_own()
    {
        await using var portal = WithSeven();
        var person = await PersonWithVoiceCallsAsync(portal);
        await portal.DeliverAsync();

        await using var db = await portal.OpenDatabaseAsync();
        var sent = await db.Set<OutboxMessage>().SingleAsync(message => message.Channel == VoiceChannel.Channel);
        Assert.Equal((DeliveryState.Delivered, 44), (sent.State, sent.CountryCode));
        Assert.Equal(1, await db.Set<Conversion>().Where(row => row.Channel == VoiceChannel.Channel).SumAsync(row => row.Entered));
        Assert.Equal(1, await portal.Get<PrefixBlocks>().UsedTodayAsync(VoiceChannel.Channel));
        Assert.Equal(3, portal.Get<DeliveryChannels>().Partitions.Count());
        using var output = new StringWriter();
        Assert.Equal(0, await PortalCommands.RunAsync(portal.Services, ["delivery", "stops"], output, output));
        Assert.Contains("Voice: 1 of 2 sent today.", output.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task No_more_calls_go_out_in_a_day_than_its_channel_allows_however_many_ask_at_once()
    {
        await using var portal = WithSeven();
        var people = await Task.WhenAll(Enumerable.Range(0, 6).Select(async _ =>
        {
            var person = await (await TestPerson.CreateAsync(portal)).SignInAsync();
            return (Person: person, Setup: await person.BeginAsync(VoiceCallMethod.Id, (VoiceCallMethod.NumberField, person.Number)));
        }));

        var results = await Task.WhenAll(people.Select(one => one.Person.Enrolment.SendCodeAsync(one.Person.Session, one.Setup.Id)));

        Assert.Equal(2, results.Count(result => result is SendCodeResult.Sent { Result: IssueResult.Issued }));
        await portal.DeliverAsync();
        Assert.Equal(2, people.Sum(one => portal.Get<Switchboard>().HeardBy(one.Person.Number).Count));
    }

    [Fact]
    public async Task Where_the_operator_does_without_its_channel_it_is_not_offered()
    {
        await using var portal = WithSeven("None");

        Assert.False(portal.Get<MethodCatalogue>().IsServed(VoiceCallMethod.Id));
        Assert.True(portal.Get<MethodCatalogue>().IsServed(MethodIds.Sms));
    }

    [Fact]
    public async Task A_portal_whose_channel_has_no_provider_or_no_limit_a_day_does_not_start()
    {
        await using var misspelt = WithSeven("Switchbord");
        await using var portal = WithSeven();
        var unlimited = new ChannelOptionsValidator(
            portal.Get<IEnumerable<IMessageProvider>>(),
            new([portal.Get<DeliveryChannels>().Of(VoiceChannel.Channel) with { CodesPerDay = _ => null }], portal.Services),
            new HostingEnvironment { EnvironmentName = Environments.Production });

        Assert.Contains(
            Assert.Throws<OptionsValidationException>(() => misspelt.Services).Failures,
            fault => fault.StartsWith("Delivery:Voice:Provider is 'Switchbord'. Choose one of: ", StringComparison.Ordinal)
                && fault.Contains(nameof(Switchboard), StringComparison.Ordinal));
        Assert.Equal(
            ["Delivery:Voice has no daily limit on codes."],
            unlimited.Validate("Voice", new() { Provider = nameof(Switchboard) }).Failures);
    }

    [Fact]
    public async Task It_can_have_addresses_of_its_own()
    {
        await using var portal = WithSeven();

        var browser = await portal.Browser().GetAsync("/voice-call/heard");

        Assert.Equal("An address of the seventh method.", browser.Text);
    }

    private static Portal WithSeven(string provider = nameof(Switchboard)) =>
        new(("Delivery:Voice:Provider", provider), ("Delivery:Voice:CallsPerDay", "2"))
        {
            WithServices = services =>
            {
                services.AddMethodModules(typeof(VoiceCallModule).Assembly);
                services.AddVoice();
            },
        };

    /// <summary>Returns the code that the person last heard.</summary>
    private static async Task<string> HeardAsync(Portal portal, TestPerson person)
    {
        await portal.DeliverAsync();
        return Regex.Match(portal.Get<Switchboard>().HeardBy(person.Number).Last(), @"\d{6}").Value;
    }

    private static async Task<TestPerson> PersonWithVoiceCallsAsync(Portal portal)
    {
        var person = await (await TestPerson.CreateAsync(portal)).SignInAsync();
        var setup = await person.BeginAsync(VoiceCallMethod.Id, (VoiceCallMethod.NumberField, person.Number));
        Assert.IsType<SendCodeResult.Sent>(await person.Enrolment.SendCodeAsync(person.Session, setup.Id));
        var heard = await HeardAsync(portal, person);
        var first = Assert.IsType<TurnOnResult.SetUpFirst>(await person.Enrolment.TurnOnAsync(person.Session, setup.Id, heard, null));
        Assert.IsType<TurnOnResult.On>(await person.SaveCodesAsync(first.Companion));
        return person;
    }
}
