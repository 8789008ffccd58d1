using System.Data.Common;
using System.Diagnostics;
using System.Globalization;
using Microsoft.EntityFrameworkCore;
using SecurityPortal.Platform.Database;
using SecurityPortal.Support.Cases;
using SecurityPortal.Support.People;
using SecurityPortal.Support.Reports;
using SecurityPortal.Tests.Fixtures;
using SecurityPortal.Tests.Support;

namespace SecurityPortal.Tests.Benchmarks;

/// <summary>
/// How long the support desk waits with a million people and ten thousand open cases, on the database that the tests run on:
/// search, queue, a person's page, a case, reports. Prints its query plans.
/// </summary>
public sealed class DeskAtVolume
{
    private const int People = 1_000_000;
    private const int Cases = 10_000;
    private const int Repeats = 100;
    private const string Test = "SecurityPortal.Tests.Benchmarks.DeskAtVolume.The_desk_with_a_million_people_and_ten_thousand_cases";

    [OnDemand]
    public async Task The_desk_with_a_million_people_and_ten_thousand_cases()
    {
        await using var portal = new Portal(
            ("Support:SearchesPerHour", "1000000"), ("Support:PeoplePerHour", "1000000"), ("Support:ReportsPerHour", "1000000"));
        var desk = await Desk.OpenAsync(portal);
        var seeding = Stopwatch.StartNew();
        await SeedAsync(portal);
        await VolumeCases.SeedAsync(portal, [.. Enumerable.Range(0, 1000).Select(i => $"seed-{i * 997}")], desk.Agent.Id, Cases);
        await using (var db = await portal.OpenDatabaseAsync())
        {
            await db.Database.ExecuteSqlRawAsync("ANALYZE");
        }

        var figures = new Figures($"The desk with {People:N0} people and {Cases:N0} open cases, in ms, through the services, {await NameAsync(portal)}", "what", "p50", "p95");
        figures.Add($"(seeded in {seeding.Elapsed.TotalSeconds:F0} s)", "", "");
        foreach (var (kind, typed) in new (string, Func<int, string>)[]
        {
            ("search, full address", i => $"{Name(Spread(i))}@example.com"), ("search, first letters", i => Name(Spread(i))[..5]),
            ("search, first three letters", i => Name(Spread(i))[..3]), ("search, user name", i => $"user-{Spread(i)}"),
            ("search, case number", i => $"{1_000_000 + (i * 97 % Cases)}"), ("search, nobody", i => $"zzzz{i}"),
        })
        {
            await MeasureAsync(figures, kind, async i => Assert.Null((await portal.Get<PersonSearch>().FindAsync(desk.Agent.Session, typed(i))).Fault));
        }

        var queue = portal.Get<CaseQueue>();
        foreach (var filter in Enum.GetValues<CaseFilter>())
        {
            await MeasureAsync(figures, $"queue, {filter}", _ => queue.ListAsync(desk.Lead.Session, new(filter)));
        }

        await MeasureAsync(figures, "queue, last page", _ => queue.ListAsync(desk.Lead.Session, new(Page: Cases / CaseQueue.PageSize)));
        await MeasureAsync(figures, "queue, all counts", _ => queue.CountAsync(desk.Lead.Session));
        await MeasureAsync(figures, "what waits", _ => queue.DueAsync(desk.Agent.Session));
        await MeasureAsync(figures, "a person's page", async i =>
            Assert.NotNull((await portal.Get<PersonQueries>().LoadAsync(desk.Agent.Session, $"seed-{Spread(i)}")).View));
        await MeasureAsync(figures, "a case", _ => portal.Get<CaseDetailQueries>().LoadAsync(desk.Agent.Session, desk.Case));
        var counting = Stopwatch.StartNew();
        await portal.Get<ProtectionFigures>().RunAsync();
        figures.Add("(counting protection, once an hour)", "", $"{counting.Elapsed.TotalMilliseconds:F0}");
        await MeasureAsync(figures, "report of 90 days", async _ => Assert.NotNull((await portal.Get<SupportReports>().LoadAsync(desk.Lead.Session, 90)).Report));
        foreach (var gap in Enum.GetValues<ProtectionGap>())
        {
            await MeasureAsync(figures, $"list, {gap}", async _ => Assert.Null((await portal.Get<UnprotectedPeople>().ListAsync(desk.Lead.Session, gap)).Fault));
            await MeasureAsync(figures, $"list, {gap}, leads", async _ => Assert.Null((await portal.Get<UnprotectedPeople>().ListAsync(desk.Lead.Session, gap, PortalRoles.SupportLead)).Fault));
        }

        figures.Print(Test);
        var plans = await PlansAsync(portal, desk);
        Console.WriteLine(plans);
        await File.AppendAllTextAsync(
            Path.Combine(Repository.Root, "TestResults", "benchmarks", $"{Test.Split('.')[^1]}.txt"), plans);
    }

    private static async Task MeasureAsync(Figures figures, string what, Func<int, Task> act)
    {
        List<double> times = [];
        for (var i = 0; i < Repeats; i++)
        {
            var clock = Stopwatch.StartNew();
            await act(i);
            times.Add(clock.Elapsed.TotalMilliseconds);

            // One slow query must not keep the others from being measured.
            if (times.Sum() > 20_000)
            {
                break;
            }
        }

        times.Sort();
        figures.Add(what, $"{Figures.At(times, 0.5):F1}", $"{Figures.At(times, 0.95):F1}");
    }

    // Names with many different beginnings, like real ones; the SQL below generates the same.
    private static string Name(long i) =>
        string.Concat(new[] { 7919L, 104_729, 1_299_709, 15_485_863, 32_452_843 }.Select(prime => (char)('a' + (i * prime / 1000 % 26)))) + i;

    private static long Spread(int i) => (long)i * 7919 % People;

    /// <summary>Inserts all people in bulk: most with an app and codes, a tenth with texts only, a tenth with nothing.</summary>
    private static async Task SeedAsync(Portal portal)
    {
        await using var db = await portal.OpenDatabaseAsync();
        db.Database.SetCommandTimeout(TimeSpan.FromMinutes(10));
        const string Letters = "abcdefghijklmnopqrstuvwxyz";
        var name = string.Join(" || ", new[] { 7919, 104_729, 1_299_709, 15_485_863, 32_452_843 }
            .Select(prime => $"substr('{Letters}', 1 + CAST(CAST(i AS bigint) * {prime} / 1000 % 26 AS int), 1)")) + " || i";
        var numbers = $"WITH RECURSIVE n(i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i < {People - 1})";
        var people =
            $"""
            {numbers}, named AS (SELECT i, {name} || '@example.com' AS email FROM n)
            INSERT INTO "AspNetUsers" ("Id", "UserName", "NormalizedUserName", "Email", "NormalizedEmail", "EmailConfirmed",
                "SecurityStamp", "PhoneNumberConfirmed", "TwoFactorEnabled", "LockoutEnabled", "AccessFailedCount")
            SELECT 'seed-' || i, 'user-' || i, 'USER-' || i, email, upper(email), TRUE, 'stamp', FALSE, TRUE, TRUE, 0 FROM named
            """;
        await db.Database.ExecuteSqlRawAsync(people);
        (string Method, string Who)[] methods =
            [(MethodIds.App, "i % 10 > 1"), (MethodIds.BackupCodes, "i % 10 > 1"), (MethodIds.Sms, "i % 10 = 1")];
        foreach (var (method, who) in methods)
        {
            var enrolments =
                $"""
                {numbers}
                INSERT INTO "MethodEnrolments" ("UserId", "Method", "Destination", "Since", "Count")
                SELECT 'seed-' || i, '{method}', '', 0, 1 FROM n WHERE {who}
                """;
            await db.Database.ExecuteSqlRawAsync(enrolments);
        }
    }

    private static async Task<string> NameAsync(Portal portal)
    {
        await using var db = await portal.OpenDatabaseAsync();
        return db.Database.ProviderName!.Split('.')[^1];
    }

    private static async Task<string> PlansAsync(Portal portal, Desk desk)
    {
        await using var db = await portal.OpenDatabaseAsync();
        await db.Database.OpenConnectionAsync();
        List<string> lines = [];
        foreach (var query in portal.Get<PersonSearch>().Queries(db, SearchText.Of(Name(7919)[..3])!))
        {
            lines.AddRange(await PlanAsync("search", query.Take(PersonSearch.MaxHits)));
        }

        foreach (var filter in new[] { CaseFilter.Open, CaseFilter.Mine, CaseFilter.Waiting })
        {
            var request = new CaseListRequest(filter);
            lines.AddRange(await PlanAsync($"queue, {filter}", CaseQueue.Page(portal.Get<CaseQueue>().Rows(db, desk.Agent.Id, request), request)));
        }

        foreach (var gap in Enum.GetValues<ProtectionGap>())
        {
            lines.AddRange(await PlanAsync($"list, {gap}", portal.Get<UnprotectedQuery>().People(db, gap, null).OrderBy(user => user.Id).Take(50)));
        }

        return string.Join(Environment.NewLine, lines.Append(""));
    }

    private static async Task<IReadOnlyList<string>> PlanAsync<T>(string what, IQueryable<T> query)
    {
        await using DbCommand command = query.CreateDbCommand();
        var isSqlite = command.GetType().Name.StartsWith("Sqlite", StringComparison.Ordinal);
        command.CommandText = $"EXPLAIN {(isSqlite ? "QUERY PLAN " : "")}{command.CommandText}";
        await using var reader = await command.ExecuteReaderAsync();
        List<string> lines = [$"{what}:"];
        while (await reader.ReadAsync())
        {
            lines.Add($"  {Convert.ToString(reader.GetValue(reader.FieldCount - 1), CultureInfo.InvariantCulture)}");
        }

        return lines;
    }
}
