using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using SecurityPortal.Authentication.Throttling;
using SecurityPortal.Platform.BackgroundJobs.Cleanup;
using SecurityPortal.Tests.Fixtures;

namespace SecurityPortal.Tests.Platform.BackgroundJobs.Cleanup;

/// <summary>What the cleaner leaves of sign-ins and codes.</summary>
[OnBothDatabases]
public sealed class WhatIsOverTests : IAsyncDisposable
{
    // The tables that sign-ins and codes fill.
    private static readonly string[] Leavings =
        ["PendingFlows", "OneTimeCodes", "RateLimits", "AttemptCounters", "KeyCeremonies", "PendingEnrolments"];

    private readonly Portal _portal = new();

    public ValueTask DisposeAsync() => _portal.DisposeAsync();

    [Fact]
    public async Task Days_of_sign_ins_leave_no_more_behind_than_one()
    {
        var person = await TestPerson.WithAsync(_portal, MethodIds.Sms);
        List<int> left = [];
        for (var day = 0; day < 14; day++)
        {
            for (var hour = 0; hour < 24; hour += 8)
            {
                await SignInAsync(person);
                _portal.Clock.Advance(TimeSpan.FromHours(8));
                await _portal.Get<Cleaner>().RunAsync();
            }

            left.Add(await CountAsync());
        }

        Assert.True(left[0] > 0);
        Assert.Single(left.Skip(10).Distinct());
        _portal.Clock.Advance(TimeSpan.FromDays(9));
        await _portal.Get<Cleaner>().RunAsync();
        Assert.Equal(0, await CountAsync());
    }

    [Fact]
    public async Task A_sign_in_that_is_under_way_goes_on_while_it_is_cleaned()
    {
        var person = await TestPerson.WithAsync(_portal, MethodIds.Sms);
        var browser = await _portal.Browser().TypePasswordAsync(person.Email);
        await browser.GetAsync("/sign-in/verify");
        await browser.TypeCodeAsync("000000");

        await _portal.Get<Cleaner>().RunAsync();
        await browser.TypeCodeAsync(await _portal.CodeSentToAsync(person.Number));
        await _portal.Get<Cleaner>().RunAsync();

        Assert.True(await browser.IsSignedInAsync());
    }

    [Fact]
    public async Task Sessions_are_kept_for_three_months_and_no_longer()
    {
        var person = await (await TestPerson.CreateAsync(_portal)).SignInAsync();

        _portal.Clock.Advance(TimeSpan.FromDays(89));
        await _portal.Get<Cleaner>().RunAsync();
        Assert.Equal(1, await Rows.CountAsync(_portal, "Sessions", person.Id));

        _portal.Clock.Advance(TimeSpan.FromDays(2));
        await _portal.Get<Cleaner>().RunAsync();
        Assert.Equal(0, await Rows.CountAsync(_portal, "Sessions", person.Id));
    }

    [Fact]
    public async Task Notices_are_kept_for_a_year_and_a_month()
    {
        var person = await (await TestPerson.CreateAsync(_portal)).SignInAsync();
        await person.TurnOnAppAsync();
        var told = await Rows.CountAsync(_portal, "Notices", person.Id);
        Assert.NotEqual(0, told);

        _portal.Clock.Advance(TimeSpan.FromDays(399));
        await _portal.Get<Cleaner>().RunAsync();
        Assert.Equal(told, await Rows.CountAsync(_portal, "Notices", person.Id));

        _portal.Clock.Advance(TimeSpan.FromDays(2));
        await _portal.Get<Cleaner>().RunAsync();
        Assert.Equal(0, await Rows.CountAsync(_portal, "Notices", person.Id));
    }

    [Fact]
    public async Task It_goes_in_small_batches_to_the_end_and_leaves_what_is_not_over()
    {
        const int Batches = 5;
        var commands = new CommandCounter();
        await using var portal = new Portal { WithServices = commands.Use };
        var now = portal.Clock.GetUtcNow();
        await using (var db = await portal.OpenDatabaseAsync())
        {
            db.AddRange(Enumerable.Range(0, (Batches * Cleaner.Batch) - 1).Select(number => new AttemptCounter
            {
                Key = number.ToString(CultureInfo.InvariantCulture),
                LastAttemptAt = now - TimeSpan.FromHours(25),
            }));
            db.Add(new AttemptCounter { Key = "fresh", LastAttemptAt = now - TimeSpan.FromHours(23) });
            await db.SaveChangesAsync();
        }

        var kinds = portal.Services.GetServices<IExpiredRows>().Count();
        var before = commands.Count;
        Assert.Equal((Batches * Cleaner.Batch) - 1, await portal.Get<Cleaner>().RunAsync());

        Assert.Equal(kinds + Batches - 1, commands.Count - before);
        await using var after = await portal.OpenDatabaseAsync();
        Assert.Equal("fresh", await after.Set<AttemptCounter>().Select(counter => counter.Key).SingleAsync());
    }

    private async Task SignInAsync(TestPerson person)
    {
        var browser = await _portal.Browser().TypePasswordAsync(person.Email);
        await browser.GetAsync("/sign-in/verify");
        await browser.TypeCodeAsync("000000");
        await browser.TypeCodeAsync(await _portal.CodeSentToAsync(person.Number));
        Assert.True(await browser.IsSignedInAsync());
    }

    private async Task<int> CountAsync()
    {
        var all = 0;
        foreach (var table in Leavings)
        {
            all += await Rows.NumberAsync(_portal, $"""SELECT CAST(count(*) AS INTEGER) AS "Value" FROM "{table}" """);
        }

        return all;
    }
}
