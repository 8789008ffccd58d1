using SecurityPortal.Hosting.Cli;
using SecurityPortal.Messaging.Delivery;
using SecurityPortal.Messaging.Delivery.Limits;
using SecurityPortal.Tests.Fixtures;
using SecurityPortal.TwoFactor.Enrolment;
using SecurityPortal.TwoFactor.OneTimeCodes;

namespace SecurityPortal.Tests.Messaging.Delivery.Limits;

/// <summary>Number blocks from which no codes come back: they are stopped for some hours, with exceptions.</summary>
public sealed class BlockedPrefixesTests
{
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
        Assert.Equal(CodeRefusal.Paused, await CodeWishes.RefusalAsync(await CodeWishes.PersonAsync(portal), "+447700900123"));
        Assert.Null(await CodeWishes.RefusalAsync(await CodeWishes.PersonAsync(portal), "+14155550123"));

        Assert.Equal("Stop 1 is lifted.", await StopsAsync(portal, "lift", $"{stop.Id}"));
        await portal.Get<ConversionMonitor>().JudgeAsync(CancellationToken.None);

        Assert.Empty(await portal.Get<PrefixBlocks>().ListAsync());
        Assert.Null(await CodeWishes.RefusalAsync(await CodeWishes.PersonAsync(portal), "+447700900123"));
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
        Assert.Equal(CodeRefusal.Paused, await CodeWishes.RefusalAsync(await CodeWishes.PersonAsync(portal), owner.Number));

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

        // The stop does not cover enrolments.
        Assert.Null(await CodeWishes.RefusalAsync(await CodeWishes.PersonAsync(portal), "+447700900123"));
        var wish = new SendRequest(DeliveryChannel.Sms, owner.Number, "GB", "192.0.2.1") { IsConfirmed = true };
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
            Assert.Equal(CodeRefusal.Paused, await CodeWishes.RefusalAsync(await CodeWishes.PersonAsync(portal), "+447700900123"));

            // The stop lapses whether or not the monitor has run since.
            portal.Clock.Advance(TimeSpan.FromHours(6));
            Assert.Null(await CodeWishes.RefusalAsync(await CodeWishes.PersonAsync(portal), $"+44770090012{round}"));
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
            var person = await CodeWishes.PersonAsync(portal);
            var setup = await person.BeginAsync(MethodIds.Sms, ("number", $"+44770090012{i}"));
            await person.Enrolment.SendCodeAsync(person.Session, setup.Id);
            if (i < 2)
            {
                var code = TestPerson.CodeIn((await portal.SentToAsync($"+44770090012{i}"))[0].Text);
                Assert.IsType<TurnOnResult.SetUpFirst>(await person.Enrolment.TurnOnAsync(person.Session, setup.Id, code, null));
            }
        }

        portal.Clock.Advance(TimeSpan.FromMinutes(20));
        await portal.Get<ConversionMonitor>().JudgeAsync(CancellationToken.None);

        // Two of six codes, a third, came back.
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

    private static async Task SignInByTextAsync(Portal portal, TestPerson owner)
    {
        portal.Clock.Advance(TimeSpan.FromMinutes(10));
        var browser = await portal.Browser().TypePasswordAsync(owner.Email);
        await browser.GetAsync("/sign-in/verify?method=Sms");
        await browser.SubmitAsync(("code", await portal.CodeSentToAsync(owner.Number)));
        Assert.True(await browser.IsSignedInAsync());
    }

    private static async Task<SendRefusal?> ReserveAsync(Portal portal, SendRequest wish)
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
            var wish = new SendRequest(DeliveryChannel.Sms, $"{prefix}{1000 + i}", "GB", "192.0.2.1") { IsConfirmed = isConfirmed };
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
