using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using SecurityPortal.Audit;
using SecurityPortal.Authentication.Sessions;
using SecurityPortal.Platform.Database;
using SecurityPortal.Support.Cases;
using SecurityPortal.Support.People;
using SecurityPortal.Tests.Fixtures;

namespace SecurityPortal.Tests.Support;

/// <summary>People are found by what callers say, however it is typed or pasted.</summary>
[OnBothDatabases]
public sealed class SearchTests(SharedPortal shared) : IClassFixture<SharedPortal>
{
    private readonly Portal _portal = shared.Portal;

    private PersonSearch Search => _portal.Get<PersonSearch>();

    [Theory]
    [InlineData("20231234567", "2023", "202312", "20231234567")]
    [InlineData("+447700900126", "+447700900126", "+4477009001")]
    [InlineData("Jane van Roe", "Jane van Roe", "jane van", "JANE VAN ROE", "  jane   van roe ")]
    [InlineData("josé.pérez", "josé", "jose\u0301", "JOSE\u0301.P")]
    [InlineData("zoe.field", "\u200Bzoe.field", "zoe.field\u200B", "\uFEFFzoe\u200E.field", "zoe.f")]
    [InlineData("maria.garcia", "maria garcia", "Garcia Maria", "garcia, maria")]
    [InlineData("per_hansen", "per hansen")]
    [InlineData("lotteschmidt", "Lotte Schmidt")]
    public async Task By_a_user_name_of_any_kind(string userName, params string[] typed)
    {
        var agent = await TestPerson.AtWorkAsync(_portal, "Support");
        var id = await CreateAsync(userName);
        foreach (var text in typed)
        {
            Assert.True((await Search.FindAsync(agent.Session, text)).Hits.Any(hit => hit.Id == id), text);
        }
    }

    [Theory]
    [InlineData("Ångström Núñez Peña", "angstrom", "nunez pena", "Núñez", "ANGSTROM NUNEZ", "nunez pena, angstrom")]
    [InlineData("山田 太郎", "山田 太", "太郎 山田")]
    public async Task By_the_name_that_a_person_gave_themselves(string name, params string[] typed)
    {
        var agent = await TestPerson.AtWorkAsync(_portal, "Support");
        var person = await (await TestPerson.WithAsync(_portal, MethodIds.Sms)).SignInAsync();
        Assert.Equal(NameChange.Done, await _portal.Get<PersonName>().ChangeAsync(person.Session, name, TestContext.Current.CancellationToken));
        foreach (var text in typed.Append($"{person.Number[^4..]} {typed[0]}"))
        {
            var hit = (await Search.FindAsync(agent.Session, text)).Hits.SingleOrDefault(hit => hit.Id == person.Id);
            Assert.True(hit is not null, text);
            Assert.Equal(name, hit.DisplayName);
        }
    }

    [Theory]
    [InlineData(",,,")]
    [InlineData(", , ,")]
    [InlineData("\u0301\u0301\u0301")]
    [InlineData("a,\u0301,")]
    public async Task What_leaves_nothing_of_a_name_finds_nobody(string typed)
    {
        var agent = await TestPerson.AtWorkAsync(_portal, "Support");
        var person = await (await TestPerson.CreateAsync(_portal)).SignInAsync();
        Assert.Equal(NameChange.Done, await _portal.Get<PersonName>().ChangeAsync(person.Session, "Ana García", TestContext.Current.CancellationToken));

        Assert.Empty((await Search.FindAsync(agent.Session, typed)).Hits);
    }

    [Theory]
    [InlineData("07700 900{0}")]
    [InlineData("(07700) 900-{0}")]
    [InlineData("7700900{0}")]
    [InlineData("447700900{0}")]
    [InlineData("+44 7700 900 {0}")]
    [InlineData("0044 7700 900{0}")]
    public async Task By_a_number_with_or_without_its_country(string typed)
    {
        var agent = await TestPerson.AtWorkAsync(_portal, "Support");
        var caller = await TestPerson.WithAsync(_portal, MethodIds.Sms);

        var (hits, _) = await Search.FindAsync(
            agent.Session, string.Format(System.Globalization.CultureInfo.InvariantCulture, typed, caller.Number[^3..]));

        Assert.Contains(hits, hit => hit.Id == caller.Id);
    }

    [Theory]
    [InlineData("415 555 0123")]
    [InlineData("(415) 555-0123")]
    [InlineData("0123")]
    [InlineData("0123 carol")]
    public async Task Carol_by_her_number_as_it_is_said_in_her_country(string typed)
    {
        await using var portal = new Portal();
        var agent = await TestPerson.AtWorkAsync(portal, "Support");

        Assert.Contains((await portal.Get<PersonSearch>().FindAsync(agent.Session, typed)).Hits, hit => hit.UserName == "carol@example.com");
    }

    [Fact]
    public async Task By_the_number_of_a_case_and_by_a_ticket_which_lead_to_the_case()
    {
        await using var portal = new Portal();
        var desk = await Desk.OpenAsync(portal);
        await portal.Get<CaseService>().OpenAsync(desk.Agent.Session, desk.Caller.Id, "INC-77001", "Locked out", LostThings.Nothing);
        async Task<PersonHit> FindAsync(string typed) => Assert.Single((await portal.Get<PersonSearch>().FindAsync(desk.Agent.Session, typed)).Hits);

        foreach (var typed in new[] { "1002", "#1002", "case 1002", "Case #1002", "Fall 1002", "caso 1002", "INC-77001", "inc-77001" })
        {
            var hit = await FindAsync(typed);
            Assert.Equal((desk.Caller.Id, 1002, 2), (hit.Id, hit.CaseNumber, hit.OpenCases));
        }

        Assert.Null((await FindAsync(desk.Caller.Email)).CaseId);
    }

    [Theory]
    [InlineData("pe")]
    [InlineData("\u200B\u200B\u200Bpe")]
    [InlineData("\u0000\u0000\u0000")]
    [InlineData("   ")]
    public async Task What_is_no_text_finds_nobody_and_counts_nothing(string typed)
    {
        await using var portal = new Portal();
        var agent = await TestPerson.AtWorkAsync(portal, "Support");

        var (hits, fault) = await portal.Get<PersonSearch>().FindAsync(agent.Session, typed);

        Assert.Empty(hits);
        Assert.Null(fault);
        await using var db = await portal.OpenDatabaseAsync();
        Assert.False(await db.Set<AuditLogEntry>().AnyAsync(entry => entry.Event == AuditEvents.LookedUp));
    }

    [Theory]
    [InlineData("a")]
    [InlineData("7")]
    [InlineData("%_'\"\\")]
    [InlineData("a b ")]
    [InlineData("a\u0301")]
    [InlineData("\U0001F600")]
    public async Task Ten_kilobytes_find_nobody_ask_the_database_nothing_and_are_not_kept(string piece)
    {
        await using var portal = new Portal();
        var agent = await TestPerson.AtWorkAsync(portal, "Support");
        var typed = string.Concat(Enumerable.Repeat(piece, 10_240 / piece.Length));

        var results = await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => portal.Get<PersonSearch>().FindAsync(agent.Session, typed)));

        Assert.All(results, result => Assert.Equal((0, null), (result.Hits.Count, result.Fault)));
        await using var db = await portal.OpenDatabaseAsync();
        Assert.False(await db.Set<AuditLogEntry>().AnyAsync(entry => entry.Event == AuditEvents.LookedUp));
        Assert.False(await db.Set<SecurityPortal.Platform.RateLimiting.RateLimit>()
            .AnyAsync(limit => limit.Key.StartsWith("agent-searches:")));
    }

    // Theory data cannot carry such texts.
    [Fact]
    public void Half_a_pair_of_characters_is_no_text() =>
        Assert.All(["\uD800abc", "abc\uDC00", "ab\uFFFEc"], typed => Assert.Null(SearchText.Of(typed)));

    [Theory]
    [InlineData("carol@example.com", "car…")]
    [InlineData("+14155550123", "number")]
    [InlineData("415 555 0123", "number")]
    [InlineData("0123", "last four digits")]
    [InlineData("0123 carol", "last four digits and car…")]
    [InlineData("case 15210", "case")]
    public void The_log_does_not_say_who_was_searched_for(string typed, string logged) =>
        Assert.Equal(logged, SearchText.Of(typed)!.Shortened);

    private async Task<string> CreateAsync(string userName)
    {
        // Other applications with Identity allow such names.
        await using var db = await _portal.OpenDatabaseAsync();
        var normalizer = _portal.Services.GetRequiredService<ILookupNormalizer>();
        var user = new PortalUser
        {
            UserName = userName,
            NormalizedUserName = normalizer.NormalizeName(userName),
            Email = $"{Guid.NewGuid():N}@names.example",
        };
        user.NormalizedEmail = normalizer.NormalizeEmail(user.Email);
        db.Add(user);
        await db.SaveChangesAsync();
        return user.Id;
    }
}
