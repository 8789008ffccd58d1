using Microsoft.EntityFrameworkCore;
using SecurityPortal.Hosting.Cli;
using SecurityPortal.Messaging.Delivery;
using SecurityPortal.Messaging.Delivery.Limits;
using SecurityPortal.Tests.Fixtures;
using SecurityPortal.TwoFactor;
using SecurityPortal.TwoFactor.OneTimeCodes;

namespace SecurityPortal.Tests.Messaging.Delivery.Limits;

/// <summary>Somebody who has the portal send texts to numbers that pay them.</summary>
public sealed class TollFraudTests
{
    [Fact]
    public async Task A_country_that_is_not_served_gets_nothing_and_the_person_is_told()
    {
        await using var portal = new Portal(("Delivery:Limits:Countries:0", "US"), ("Delivery:Limits:Countries:1", "de"));
        var person = await PersonAsync(portal);

        Assert.Equal(CodeRefusal.RegionNotServed, await RefusalAsync(person, "+447700900123"));
        Assert.Null(await RefusalAsync(person, "+4915112345678"));
        Assert.Null(await RefusalAsync(person, "+14155550123"));
        Assert.Empty(await portal.SentToAsync("+447700900123"));
    }

    [Fact]
    public void Production_serves_only_the_countries_that_are_configured()
    {
        var production = new LimitOptions();
        production.Complete(isDevelopment: false);
        var development = new LimitOptions();
        development.Complete(isDevelopment: true);

        Assert.False(production.Serves("US"));
        Assert.True(development.Serves("US"));
        Assert.NotNull(production.SmsPerDay);
        Assert.True(new LimitOptions { Countries = ["*"] }.Serves("KP"));
    }

    [Theory]
    [InlineData("PerNumberPerHour", CodeRefusal.NumberLimit)]
    [InlineData("PerNumberPerDay", CodeRefusal.NumberLimit)]
    [InlineData("PerPrefixPerHour", CodeRefusal.Paused)]
    [InlineData("PerPrefixPerDay", CodeRefusal.Paused)]
    [InlineData("PerAddressPerHour", CodeRefusal.AddressLimit)]
    [InlineData("PerAddressPerDay", CodeRefusal.AddressLimit)]
    [InlineData("SmsPerDay", CodeRefusal.Paused)]
    public async Task Each_limit_holds_over_several_accounts(string limit, CodeRefusal expected)
    {
        await using var portal = new Portal(($"Delivery:Limits:{limit}", "3"));
        for (var i = 0; i < 3; i++)
        {
            Assert.Null(await RefusalAsync(await PersonAsync(portal), "+447700900123"));
        }

        Assert.Equal(expected, await RefusalAsync(await PersonAsync(portal), "+447700900123"));
        Assert.Equal(3, (await portal.SentToAsync("+447700900123")).Count);
    }

    [Fact]
    public async Task Numbers_that_differ_in_their_last_digits_are_one_block()
    {
        await using var portal = new Portal(("Delivery:Limits:PerPrefixPerHour", "3"));
        var person = await PersonAsync(portal);

        Assert.Null(await RefusalAsync(person, "+447700900001"));
        Assert.Null(await RefusalAsync(person, "+447700900500"));
        Assert.Null(await RefusalAsync(person, "+447700900999"));
        Assert.Equal(CodeRefusal.Paused, await RefusalAsync(person, "+447700900002"));
        Assert.Null(await RefusalAsync(person, "+14155550123"));
    }

    [Fact]
    public async Task An_hour_later_the_count_begins_anew_and_a_day_later_that_of_the_day()
    {
        await using var portal = new Portal(("Delivery:Limits:PerNumberPerHour", "1"), ("Delivery:Limits:PerNumberPerDay", "2"));
        Assert.Null(await RefusalAsync(await PersonAsync(portal), "+447700900123"));
        Assert.Equal(CodeRefusal.NumberLimit, await RefusalAsync(await PersonAsync(portal), "+447700900123"));
        portal.Clock.Advance(TimeSpan.FromHours(1));
        Assert.Null(await RefusalAsync(await PersonAsync(portal), "+447700900123"));
        portal.Clock.Advance(TimeSpan.FromHours(1));
        Assert.Equal(CodeRefusal.NumberLimit, await RefusalAsync(await PersonAsync(portal), "+447700900123"));
        portal.Clock.Advance(TimeSpan.FromHours(12));
        Assert.Null(await RefusalAsync(await PersonAsync(portal), "+447700900123"));
    }

    [Fact]
    public async Task Fifty_at_once_get_no_more_than_the_limit()
    {
        await using var portal = new Portal(("Delivery:Limits:SmsPerDay", "10"));
        var people = new List<TestPerson>();
        for (var i = 0; i < 50; i++)
        {
            people.Add(await PersonAsync(portal));
        }

        var refusals = await Task.WhenAll(people.Select(person => Task.Run(() => RefusalAsync(person, person.Number))));

        Assert.Equal(10, refusals.Count(refusal => refusal is null));
        Assert.Equal(40, refusals.Count(refusal => refusal is CodeRefusal.Paused));
        await portal.DeliverAsync();
        await using var db = await portal.OpenDatabaseAsync();
        Assert.Equal(10, await db.Set<OutboxMessage>().CountAsync());
    }

    [Fact]
    public async Task A_refused_code_voids_nothing_and_counts_nothing()
    {
        await using var portal = new Portal(("Delivery:Limits:PerNumberPerHour", "1"));
        var person = await PersonAsync(portal);
        var setup = await person.BeginAsync(MethodIds.Sms, ("number", person.Number));
        var code = await person.SetupCodeAsync(setup, "sms");
        portal.Clock.Advance(TimeSpan.FromMinutes(1));

        var refused = Assert.IsType<SendCodeResult.Sent>(await person.Methods.SendSetupCodeAsync(person.Session, setup.Id));
        Assert.Equal(CodeRefusal.NumberLimit, Assert.IsType<IssueResult.NotSent>(refused.Result).Why);

        Assert.IsType<TurnOnResult.SetUpFirst>(await person.Methods.TurnOnAsync(person.Session, setup.Id, code, null));
    }

    [Fact]
    public async Task A_block_from_which_no_codes_come_back_is_stopped_and_seen_and_lifted()
    {
        await using var portal = new Portal();
        await SendManyAsync(portal, 20, "+44770090");
        await SendManyAsync(portal, 19, "+1415555");
        Assert.Equal("Nothing is stopped.", (await StopsAsync(portal)).Split('\n')[^1]);

        portal.Clock.Advance(TimeSpan.FromMinutes(20));
        await portal.Get<ConversionMonitor>().JudgeAsync(CancellationToken.None);
        await portal.Get<ConversionMonitor>().JudgeAsync(CancellationToken.None);

        var stop = Assert.Single(await portal.Get<PrefixBlocks>().ListAsync());
        Assert.Equal((DeliveryChannel.Sms, "+44770090", "0 of 20 codes came back"), (stop.Channel, stop.Prefix, stop.Reason));
        Assert.Contains($"{stop.Id}: Sms, set-ups, to +44770090… from 2050-03-04", await StopsAsync(portal));
        Assert.Equal(CodeRefusal.Paused, await RefusalAsync(await PersonAsync(portal), "+447700900123"));
        Assert.Null(await RefusalAsync(await PersonAsync(portal), "+14155550123"));

        Assert.Equal("Stop 1 is lifted.", await StopsAsync(portal, "lift", $"{stop.Id}"));
        await portal.Get<ConversionMonitor>().JudgeAsync(CancellationToken.None);

        Assert.Empty(await portal.Get<PrefixBlocks>().ListAsync());
        Assert.Null(await RefusalAsync(await PersonAsync(portal), "+447700900123"));
        Assert.Contains("no stop 1", await StopsAsync(portal, "lift", $"{stop.Id}"));
    }

    [Fact]
    [OnBothDatabases]
    public async Task Set_ups_by_anybody_keep_nobody_of_the_block_from_signing_in()
    {
        await using var portal = new Portal(("Delivery:Limits:PerPrefixPerHour", "60"));
        var owner = await TestPerson.WithAsync(portal, MethodIds.Sms);
        await SendManyAsync(portal, 60, "+44770090");
        portal.Clock.Advance(TimeSpan.FromMinutes(20));
        await portal.Get<ConversionMonitor>().JudgeAsync(CancellationToken.None);
        Assert.Equal(CodeRefusal.Paused, await RefusalAsync(await PersonAsync(portal), owner.Number));

        for (var day = 0; day < 2; day++)
        {
            await SignInByTextAsync(portal, owner);
            portal.Clock.Advance(TimeSpan.FromHours(5));
            await SendManyAsync(portal, day == 0 ? 0 : 20, "+44770090");
        }
    }

    [Fact]
    [OnBothDatabases]
    public async Task Codes_to_confirmed_numbers_pass_a_stop_of_their_own_kind_up_to_a_few_for_each()
    {
        await using var portal = new Portal(("Delivery:Limits:PerNumberPerDayWhileStopped", "2"));
        var owner = await TestPerson.WithAsync(portal, MethodIds.Sms);
        await SendManyAsync(portal, 20, "+44770090", isConfirmed: true);
        portal.Clock.Advance(TimeSpan.FromMinutes(20));
        await portal.Get<ConversionMonitor>().JudgeAsync(CancellationToken.None);
        Assert.True(Assert.Single(await portal.Get<PrefixBlocks>().ListAsync()).IsConfirmed);

        // Enrolments are another matter.
        Assert.Null(await RefusalAsync(await PersonAsync(portal), "+447700900123"));
        var wish = new SendWish(DeliveryChannel.Sms, owner.Number, "GB", "192.0.2.1") { IsConfirmed = true };
        var refusals = await Task.WhenAll(Enumerable.Range(0, 12).Select(_ => ReserveAsync(portal, wish)));
        Assert.Equal(2, refusals.Count(refusal => refusal is null));
        Assert.Equal(10, refusals.Count(refusal => refusal is SendRefusal.Paused));
        Assert.Null(await ReserveAsync(portal, wish with { Number = "+447700900777" }));
    }

    [Fact]
    [OnBothDatabases]
    public async Task A_stop_lapses_after_some_hours_and_holds_again_once_codes_are_asked_for_in_vain_again()
    {
        await using var portal = new Portal();
        var judge = portal.Get<ConversionMonitor>();
        for (var round = 0; round < 2; round++)
        {
            await SendManyAsync(portal, 20, "+44770090");
            portal.Clock.Advance(TimeSpan.FromMinutes(20));
            await judge.JudgeAsync(CancellationToken.None);
            Assert.Equal(CodeRefusal.Paused, await RefusalAsync(await PersonAsync(portal), "+447700900123"));

            // Whether or not anybody has judged since.
            portal.Clock.Advance(TimeSpan.FromHours(6));
            Assert.Null(await RefusalAsync(await PersonAsync(portal), $"+44770090012{round}"));
            await judge.JudgeAsync(CancellationToken.None);
            Assert.Empty(await portal.Get<PrefixBlocks>().ListAsync());
            portal.Clock.Advance(TimeSpan.FromHours(2));
        }
    }

    [Fact]
    public async Task People_who_type_their_codes_in_stop_nothing()
    {
        await using var portal = new Portal(("Delivery:Limits:ConversionMinimum", "5"));
        for (var i = 0; i < 6; i++)
        {
            var person = await PersonAsync(portal);
            var setup = await person.BeginAsync(MethodIds.Sms, ("number", $"+44770090012{i}"));
            await person.Methods.SendSetupCodeAsync(person.Session, setup.Id);
            if (i < 2)
            {
                var code = TestPerson.CodeIn((await portal.SentToAsync($"+44770090012{i}"))[0].Text);
                Assert.IsType<TurnOnResult.SetUpFirst>(await person.Methods.TurnOnAsync(person.Session, setup.Id, code, null));
            }
        }

        portal.Clock.Advance(TimeSpan.FromMinutes(20));
        await portal.Get<ConversionMonitor>().JudgeAsync(CancellationToken.None);

        // Two of six: a third came back.
        Assert.Empty(await portal.Get<PrefixBlocks>().ListAsync());
    }

    [Fact]
    public async Task Codes_that_are_still_on_their_way_are_held_against_nobody()
    {
        await using var portal = new Portal();
        await SendManyAsync(portal, 40, "+44770090");

        portal.Clock.Advance(TimeSpan.FromMinutes(9));
        await portal.Get<ConversionMonitor>().JudgeAsync(CancellationToken.None);

        Assert.Empty(await portal.Get<PrefixBlocks>().ListAsync());
    }

    [Fact]
    public async Task Premium_lines_and_landlines_are_refused_when_they_are_typed()
    {
        await using var portal = new Portal();
        var person = await PersonAsync(portal);
        foreach (var number in new[] { "+449090123456", "+448001234567", "+442079460123", "+19005550123", "+8816123456789", "+882161234567" })
        {
            var refused = Assert.IsType<BeginResult.Refused>(await person.TryBeginAsync(MethodIds.Sms, ("number", number)));
            Assert.Equal(MethodFault.InvalidInput, refused.Refusal.Fault);
            Assert.NotEmpty(refused.Refusal.Message!);
        }
    }

    [Fact]
    public async Task What_is_wrong_with_the_limits_is_named_at_once()
    {
        var faults = await DeliverySettingsTests.FaultsAsync("Development",
            ("Delivery:Limits:Countries:0", "Germany"), ("Delivery:Limits:SmsPerDay", "0"),
            ("Delivery:Limits:ConversionFloor", "20"), ("Delivery:Limits:StopLifetime", "00:00:00"), ("Delivery:Limits:ConversionWindow", "00:00:01"));

        foreach (var key in new[] { "Countries has 'Germany'", "SmsPerDay", "ConversionFloor", "ConversionWindow", "StopLifetime" })
        {
            Assert.Contains(faults, fault => fault.StartsWith($"Delivery:Limits:{key}", StringComparison.Ordinal));
        }
    }

    private static async Task<TestPerson> PersonAsync(Portal portal) => await (await TestPerson.CreateAsync(portal)).SignInAsync();

    /// <summary>Has a code sent to a number; null when it went out.</summary>
    private static async Task<CodeRefusal?> RefusalAsync(TestPerson person, string number)
    {
        var setup = await person.BeginAsync(MethodIds.Sms, ("number", number));
        var sent = Assert.IsType<SendCodeResult.Sent>(await person.Methods.SendSetupCodeAsync(person.Session, setup.Id));
        return sent.Result is IssueResult.NotSent refused ? refused.Why : null;
    }

    private static async Task SignInByTextAsync(Portal portal, TestPerson owner)
    {
        portal.Clock.Advance(TimeSpan.FromMinutes(10));
        var browser = await portal.Browser().TypePasswordAsync(owner.Email);
        await browser.GetAsync("/sign-in/verify?method=Sms");
        await browser.SubmitAsync(("code", await portal.CodeSentToAsync(owner.Number)));
        Assert.True(await browser.IsSignedInAsync());
    }

    private static async Task<SendRefusal?> ReserveAsync(Portal portal, SendWish wish)
    {
        await using var db = await portal.OpenDatabaseAsync();
        await using var transaction = await db.Database.BeginTransactionAsync();
        var refusal = await portal.Get<SendGuard>().ReserveAsync(db, wish, CancellationToken.None);
        if (refusal is null)
        {
            await transaction.CommitAsync();
        }

        return refusal;
    }

    private static async Task SendManyAsync(Portal portal, int count, string prefix, bool isConfirmed = false)
    {
        await using var db = await portal.OpenDatabaseAsync();
        await using var transaction = await db.Database.BeginTransactionAsync();
        for (var i = 0; i < count; i++)
        {
            var wish = new SendWish(DeliveryChannel.Sms, $"{prefix}{1000 + i}", "GB", "192.0.2.1") { IsConfirmed = isConfirmed };
            Assert.Null(await portal.Get<SendGuard>().ReserveAsync(db, wish, CancellationToken.None));
        }

        await transaction.CommitAsync();
    }

    private static async Task<string> StopsAsync(Portal portal, params string[] args)
    {
        using var output = new StringWriter();
        await PortalCommands.RunAsync(portal.Services, ["delivery", "stops", .. args], output, output);
        return output.ToString().Trim();
    }
}
