using Microsoft.EntityFrameworkCore;
using SecurityPortal.Messaging.Delivery;
using SecurityPortal.Messaging.Delivery.Limits;
using SecurityPortal.Tests.Fixtures;
using SecurityPortal.TwoFactor;
using SecurityPortal.TwoFactor.Enrolment;
using SecurityPortal.TwoFactor.OneTimeCodes;

namespace SecurityPortal.Tests.Messaging.Delivery.Limits;

/// <summary>An attacker who earns money from the texts that the portal sends (SMS toll fraud).</summary>
public sealed class TollFraudTests
{
    [Fact]
    public async Task A_country_that_is_not_served_gets_nothing_and_the_person_is_told()
    {
        await using var portal = new Portal(("Delivery:Limits:Countries:0", "US"), ("Delivery:Limits:Countries:1", "de"));
        var person = await CodeWishes.PersonAsync(portal);

        Assert.Equal(CodeRefusal.RegionNotServed, await CodeWishes.RefusalAsync(person, "+447700900123"));
        Assert.Null(await CodeWishes.RefusalAsync(person, "+4915112345678"));
        Assert.Null(await CodeWishes.RefusalAsync(person, "+14155550123"));
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
            Assert.Null(await CodeWishes.RefusalAsync(await CodeWishes.PersonAsync(portal), "+447700900123"));
        }

        Assert.Equal(expected, await CodeWishes.RefusalAsync(await CodeWishes.PersonAsync(portal), "+447700900123"));
        Assert.Equal(3, (await portal.SentToAsync("+447700900123")).Count);
    }

    [Fact]
    public async Task Numbers_that_differ_in_their_last_digits_are_one_block()
    {
        await using var portal = new Portal(("Delivery:Limits:PerPrefixPerHour", "3"));
        var person = await CodeWishes.PersonAsync(portal);

        Assert.Null(await CodeWishes.RefusalAsync(person, "+447700900001"));
        Assert.Null(await CodeWishes.RefusalAsync(person, "+447700900500"));
        Assert.Null(await CodeWishes.RefusalAsync(person, "+447700900999"));
        Assert.Equal(CodeRefusal.Paused, await CodeWishes.RefusalAsync(person, "+447700900002"));
        Assert.Null(await CodeWishes.RefusalAsync(person, "+14155550123"));
    }

    [Fact]
    public async Task An_hour_later_the_count_begins_anew_and_a_day_later_that_of_the_day()
    {
        await using var portal = new Portal(("Delivery:Limits:PerNumberPerHour", "1"), ("Delivery:Limits:PerNumberPerDay", "2"));
        Assert.Null(await CodeWishes.RefusalAsync(await CodeWishes.PersonAsync(portal), "+447700900123"));
        Assert.Equal(CodeRefusal.NumberLimit, await CodeWishes.RefusalAsync(await CodeWishes.PersonAsync(portal), "+447700900123"));
        portal.Clock.Advance(TimeSpan.FromHours(1));
        Assert.Null(await CodeWishes.RefusalAsync(await CodeWishes.PersonAsync(portal), "+447700900123"));
        portal.Clock.Advance(TimeSpan.FromHours(1));
        Assert.Equal(CodeRefusal.NumberLimit, await CodeWishes.RefusalAsync(await CodeWishes.PersonAsync(portal), "+447700900123"));
        portal.Clock.Advance(TimeSpan.FromHours(12));
        Assert.Null(await CodeWishes.RefusalAsync(await CodeWishes.PersonAsync(portal), "+447700900123"));
    }

    [Fact]
    public async Task Fifty_at_once_get_no_more_than_the_limit()
    {
        await using var portal = new Portal(("Delivery:Limits:SmsPerDay", "10"));
        var people = new List<TestPerson>();
        for (var i = 0; i < 50; i++)
        {
            people.Add(await CodeWishes.PersonAsync(portal));
        }

        var refusals = await Task.WhenAll(people.Select(person => Task.Run(() => CodeWishes.RefusalAsync(person, person.Number))));

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
        var person = await CodeWishes.PersonAsync(portal);
        var setup = await person.BeginAsync(MethodIds.Sms, ("number", person.Number));
        var code = await person.SetupCodeAsync(setup, "sms");
        portal.Clock.Advance(TimeSpan.FromMinutes(1));

        var refused = Assert.IsType<SendCodeResult.Sent>(await person.Enrolment.SendCodeAsync(person.Session, setup.Id));
        Assert.Equal(CodeRefusal.NumberLimit, Assert.IsType<IssueResult.NotSent>(refused.Result).Why);

        Assert.IsType<TurnOnResult.SetUpFirst>(await person.Enrolment.TurnOnAsync(person.Session, setup.Id, code, null));
    }

    [Fact]
    public async Task Premium_lines_and_landlines_are_refused_when_they_are_typed()
    {
        await using var portal = new Portal();
        var person = await CodeWishes.PersonAsync(portal);
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
}
