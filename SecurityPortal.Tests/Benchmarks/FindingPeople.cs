using System.Diagnostics;
using System.Globalization;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using SecurityPortal.Support.People;
using SecurityPortal.Tests.Fixtures;
using SecurityPortal.TwoFactor.PhoneNumbers;

namespace SecurityPortal.Tests.Benchmarks;

/// <summary>How long support waits for a search and for a person's page, with few people and with very many.</summary>
public sealed class FindingPeopleTests
{
    private const int Repeats = 200;
    private static readonly int[] Sizes = [1_000, 100_000, 1_000_000];

    [OnDemand]
    public async Task Searching_and_opening_a_person()
    {
        var figures = new Figures(
            "A search by support, and the opening of a person's page, in ms, through the services (roles looked up, counted, logged)",
            "kind", "people", "p50", "p95");
        var plans = new List<string>();
        foreach (var people in Sizes)
        {
            await using var portal = new Portal(("Support:SearchesPerHour", "1000000"), ("Support:PeoplePerHour", "1000000"));
            var agent = await TestPerson.AtWorkAsync(portal, "Support");
            var seeding = Stopwatch.StartNew();
            await SeedAsync(portal, people);
            figures.Add($"(seeded in {seeding.Elapsed.TotalSeconds:F0} s)", people, "", "");
            foreach (var (kind, typed) in Kinds(people))
            {
                var times = new List<double>();
                for (var i = 0; i < Repeats; i++)
                {
                    var text = typed(i);
                    var clock = Stopwatch.StartNew();
                    var (hits, fault) = await portal.Get<PersonSearch>().FindAsync(agent.Session, text);
                    times.Add(clock.Elapsed.TotalMilliseconds);
                    Assert.Null(fault);
                    Assert.NotEmpty(hits);
                }

                Add(figures, kind, people, times);
                if (people == Sizes[^1])
                {
                    plans.Add(await PlanAsync(portal, kind, typed(0)));
                }
            }

            var pages = new List<double>();
            for (var i = 0; i < Repeats; i++)
            {
                var clock = Stopwatch.StartNew();
                Assert.NotNull((await portal.Get<PersonQueries>().LoadAsync(agent.Session, $"seed-{Spread(i, people)}")).View);
                pages.Add(clock.Elapsed.TotalMilliseconds);
            }

            Add(figures, "a person's page", people, pages);
        }

        Assert.All(plans, plan => Assert.DoesNotContain("SCAN AspNetUsers", plan));
        figures.Print("SecurityPortal.Tests.Benchmarks.FindingPeopleTests.Searching_and_opening_a_person");
        Console.WriteLine(string.Join(Environment.NewLine, plans));
        await File.AppendAllLinesAsync(
            Path.Combine(Repository.Root, "TestResults", "benchmarks", "Searching_and_opening_a_person.txt"), plans);
    }

    private static (string Kind, Func<int, string> Typed)[] Kinds(int people) =>
    [
        ("full address", i => $"{Name(Spread(i, people))}@example.com"),
        ("first letters", i => Name(Spread(i, people))[..5]),
        ("first three letters", i => Name(Spread(i, people))[..3]),
        ("user name", i => $"user-{Spread(i, people)}"),
        ("full number", i => Number(Spread(i, people))),
        ("number without its country", i => Number(Spread(i, people))[2..]),
        ("last four and a name", i => $"{Number(Spread(i, people))[^4..]} {Name(Spread(i, people))[..2]}"),
    ];

    // Names with many different beginnings, like real ones.
    private static string Name(int i)
    {
        var letters = new char[6];
        for (var (k, rest) = (0, (uint)i * 2_654_435_761u); k < letters.Length; k++, rest /= 26)
        {
            letters[k] = (char)('a' + (rest % 26));
        }

        return $"{new string(letters)}{i}";
    }

    private static string Number(int i) => $"+1415{(2_000_000 + i).ToString(CultureInfo.InvariantCulture)}";

    private static int Spread(int i, int people) => (int)((long)i * 7919 % people);

    private static void Add(Figures figures, string kind, int people, List<double> times)
    {
        times.Sort();
        figures.Add(kind, people, $"{times[times.Count / 2]:F1}", $"{times[(int)(times.Count * 0.95)]:F1}");
    }

    /// <summary>Inserts people directly, in one transaction: each with a number and two methods.</summary>
    private static async Task SeedAsync(Portal portal, int people)
    {
        var phones = portal.Get<ConfirmedPhoneStore>();
        var parser = portal.Get<PhoneNumberParser>();
        await using var db = new SqliteConnection($"Data Source={Path.Combine(portal.Folder, "portal.db")};Pooling=False");
        await db.OpenAsync();
        await using var transaction = await db.BeginTransactionAsync();
        await using var user = Command(db, """
            INSERT INTO "AspNetUsers" ("Id", "UserName", "NormalizedUserName", "Email", "NormalizedEmail", "EmailConfirmed",
                "SecurityStamp", "PhoneNumberConfirmed", "TwoFactorEnabled", "LockoutEnabled", "AccessFailedCount")
            VALUES ($id, $name, upper($name), $email, upper($email), 1, 'stamp', 0, 1, 1, 0)
            """, "$id", "$name", "$email");
        await using var phone = Command(db, """
            INSERT INTO "ConfirmedPhones" ("UserId", "Number", "Fingerprint", "LastFour", "ConfirmedAt") VALUES ($id, x'00', $print, $four, 0)
            """, "$id", "$print", "$four");
        await using var method = Command(db, """
            INSERT INTO "MethodEnrolments" ("UserId", "Method", "Destination", "Since", "Count") VALUES ($id, $method, '', 0, 1)
            """, "$id", "$method");
        for (var i = 0; i < people; i++)
        {
            var id = $"seed-{i}";
            await RunAsync(user, id, $"user-{i}", $"{Name(i)}@example.com");
            await RunAsync(method, id, MethodIds.App);
            await RunAsync(method, id, MethodIds.BackupCodes);
            var number = ((PhoneNumberResult.Parsed)parser.Parse(Number(i), null)).Number;
            await RunAsync(phone, id, phones.Fingerprint(number), phones.LastFour(number.E164[^4..]));
        }

        await transaction.CommitAsync();
        await using var analyze = db.CreateCommand();
        analyze.CommandText = "PRAGMA wal_checkpoint(TRUNCATE)";
        await analyze.ExecuteNonQueryAsync();
    }

    private static SqliteCommand Command(SqliteConnection db, string sql, params string[] names)
    {
        var command = db.CreateCommand();
        command.CommandText = sql;
        foreach (var name in names)
        {
            command.Parameters.Add(name, SqliteType.Text);
        }

        return command;
    }

    private static Task<int> RunAsync(SqliteCommand command, params string[] values)
    {
        for (var i = 0; i < values.Length; i++)
        {
            command.Parameters[i].Value = values[i];
        }

        return command.ExecuteNonQueryAsync();
    }

    private static async Task<string> PlanAsync(Portal portal, string kind, string typed)
    {
        await using var context = await portal.OpenDatabaseAsync();
        await context.Database.OpenConnectionAsync();
        List<string> lines = [$"{kind}:"];
        foreach (var query in portal.Get<PersonSearch>().Queries(context, SearchText.Of(typed)!))
        {
            await using var command = (SqliteCommand)query.Take(PersonSearch.MaxHits).CreateDbCommand();
            command.CommandText = $"EXPLAIN QUERY PLAN {command.CommandText}";
            await using var reader = await command.ExecuteReaderAsync();
            while (await reader.ReadAsync())
            {
                lines.Add($"  {reader.GetString(3)}");
            }
        }

        return string.Join(Environment.NewLine, lines);
    }
}
