using System.Globalization;
using Microsoft.AspNetCore.Components;
using Microsoft.EntityFrameworkCore;
using SecurityPortal.Authentication.Sessions;
using SecurityPortal.Platform.Database;
using SecurityPortal.Tests.Fixtures;
using Portal = SecurityPortal.Tests.Fixtures.Portal;

namespace SecurityPortal.Tests.Authentication.Sessions;

public sealed class PersonPlaceTests : IAsyncLifetime
{
    private static readonly TimeZoneInfo Lisbon = TimeZoneInfo.FindSystemTimeZoneById("Europe/Lisbon");
    private readonly Portal _portal = new();

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public ValueTask DisposeAsync() => _portal.DisposeAsync();

    [Fact]
    public async Task An_open_page_keeps_the_zone_and_the_country_of_its_browser()
    {
        var person = await (await TestPerson.CreateAsync(_portal)).SignInAsync();
        CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo("en-GB");
        await using var screen = await Screen.OfAsync(_portal, person);

        screen.RenderTree.Add<CascadingValue<TimeZoneInfo>>(cascade => cascade.Add(value => value.Value, Lisbon));
        screen.Render<SessionWatch>();

        Assert.Equal(("Europe/Lisbon", "GB"), await PlaceAsync(person));
    }

    [Theory]
    [InlineData("Europe/Lisbon", "GB", "Time: Friday, 4 March 2050 12:00 (Europe/Lisbon)")]
    [InlineData("America/New_York", "US", "Time: Friday, March 4, 2050")]
    [InlineData("Asia/Tokyo", null, "(Asia/Tokyo)")]
    [InlineData(null, null, "(UTC)")]
    [InlineData("Nowhere/At_all", null, "(UTC)")]
    public async Task Mails_tell_the_time_in_that_zone_as_that_country_writes_it(string? zone, string? region, string line)
    {
        var person = await (await TestPerson.CreateAsync(_portal)).SignInAsync();
        await using (var db = await _portal.OpenDatabaseAsync())
        {
            await db.Set<Person>().Where(row => row.UserId == person.Id).ExecuteUpdateAsync(
                set => set.SetProperty(row => row.TimeZone, zone).SetProperty(row => row.Region, region),
                TestContext.Current.CancellationToken);
        }

        await person.TurnOnSmsAsync();

        Assert.Contains(line, (await person.MessagesAsync("email"))[0].Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_session_that_has_ended_keeps_nothing()
    {
        var person = await (await TestPerson.CreateAsync(_portal)).SignInAsync();
        await _portal.Get<SessionStore>().EndAsync(person.Id, person.Session, TestContext.Current.CancellationToken);

        await _portal.Get<PersonPlace>().NoteAsync(person.Session, Lisbon, "PT", TestContext.Current.CancellationToken);

        Assert.Equal((null, null), await PlaceAsync(person));
    }

    private async Task<(string?, string?)> PlaceAsync(TestPerson person)
    {
        await using var db = await _portal.OpenDatabaseAsync();
        var row = await db.Set<Person>().AsNoTracking().SingleAsync(row => row.UserId == person.Id);
        return (row.TimeZone, row.Region);
    }
}
