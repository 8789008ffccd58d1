using System.Diagnostics;
using System.Globalization;
using CsCheck;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using SecurityPortal.Audit;
using SecurityPortal.Authentication.Flows;
using SecurityPortal.Authentication.Sessions;
using SecurityPortal.Messaging.Delivery;
using SecurityPortal.Platform.Database;
using SecurityPortal.Tests.Fixtures;
using SecurityPortal.TwoFactor.OneTimeCodes;

namespace SecurityPortal.Tests.Nodes;

/// <summary>
/// Kills nodes and database at random while people sign in and out, submit one code twice, turn WhatsApp on and off and sign
/// in to an application, while support resets the methods of others, and while somebody guesses codes. At the end, checks
/// everything that was written. Every test run has five kills; on demand, there are as many as the environment variable
/// <c>PORTAL_TESTS_KILLS</c> says (default 1000), or as fit into <c>PORTAL_TESTS_MINUTES</c> (default 600).
/// </summary>
public sealed class Chaos
{
    private const int People = 8;
    private const ulong Seed = 20261126;

    private static readonly string[] Ends = ["kill 1", "kill 2", "kill 1", "kill 2", "stop 1", "stop 2", "kill database", "kill database", "kill database"];

    [Fact]
    public Task Nothing_is_spent_twice_and_nothing_is_half_done_after_five_kills() => KillAsync(5, between: 20, TimeSpan.FromSeconds(1), TimeSpan.MaxValue);

    // A published node restarts faster, and so does one whose cores are not all taken by people: more kills in the same time.
    [OnDemand]
    public async Task Nothing_is_spent_twice_and_nothing_is_half_done_whatever_is_killed()
    {
        var folder = Directory.CreateTempSubdirectory("portal-chaos-").FullName;
        var published = Path.Combine(folder, "published");
        await Programs.PublishAsync("SecurityPortal", published);
        var kills = Environment.GetEnvironmentVariable("PORTAL_TESTS_KILLS") ?? "1000";
        var minutes = Environment.GetEnvironmentVariable("PORTAL_TESTS_MINUTES") ?? "600";
        await KillAsync(
            int.Parse(kills, CultureInfo.InvariantCulture), between: 4, TimeSpan.FromSeconds(6),
            TimeSpan.FromMinutes(int.Parse(minutes, CultureInfo.InvariantCulture)), ("PORTAL", $"dotnet {Path.Combine(published, "SecurityPortal.dll")}"));
        Directory.Delete(folder, recursive: true);
    }

    private static async Task KillAsync(int kills, uint between, TimeSpan pace, TimeSpan most, params (string Key, string Value)[] environment)
    {
        await using var application = await ChaosApplication.StartAsync();

        // Lifts the limits that would slow down people who sign in every second.
        (string Key, string Value)[] limits =
        [
            ("OneTimeCodes:MaxSendsPerHour", "1000000"), ("OneTimeCodes:MaxSendsPerDay", "1000000"),
            ("Delivery:Limits:PerNumberPerHour", "1000000"), ("Delivery:Limits:PerNumberPerDay", "1000000"),
            ("SignIn:TriesPerAddress", "1000000"), ("Logging:LogLevel:Default", "Critical"), .. application.Settings,
        ];
        await using var script = await TwoNodesScript.StartAsync(
            [.. limits.Select(limit => (limit.Key.Replace(":", "__", StringComparison.Ordinal), limit.Value)), .. environment]);
        await using var third = new Portal([.. script.Settings, .. limits])
        {
            HasPostgreSql = true,
            IsEmpty = true,
            WithServices = services => services.Replace(ServiceDescriptor.Singleton(TimeProvider.System)),
        };
        List<TestPerson> people = [];
        for (var number = 0; number < People; number++)
        {
            people.Add(await (await TestPerson.WithAsync(third, MethodIds.Sms)).SignInAsync());
        }

        var victim = await TestPerson.WithAsync(third, MethodIds.App);
        using var over = new CancellationTokenSource();
        var record = new ChaosRecord(pace);
        var desk = new ChaosDesk(third, record);
        var clock = Stopwatch.StartNew();
        List<Task> lives =
        [
            .. people.Select((person, number) => Task.Run(() => new ChaosPerson(script, person, application, record).LiveAsync((ulong)number, over.Token))),
            Task.Run(() => new ChaosPerson(script, victim, application, record).BeGuessedAsync(over.Token)),
            Task.Run(() => record.GoOnAsync("support", () => ("reset", desk.ResetAsync()), over.Token)),
        ];
        var random = new PCG(1, Seed);
        var kill = 0;
        for (; kill < kills && clock.Elapsed < most; kill++)
        {
            await record.DoneAsync(1 + random.Next(between));
            var end = Ends[random.Next((uint)Ends.Length)];
            await script.DoAsync(end);
            await record.CutAsync(end, () => script.DoAsync($"start {end.Split(' ')[1]}"));
        }

        await record.DoneAsync(20);
        await over.CancelAsync();
        await Task.WhenAll(lives).WaitAsync(TimeSpan.FromMinutes(3));

        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture, $"{kill} kills of seed {Seed} in {clock.Elapsed.TotalSeconds:F0} s, {People} people, {record.Operations} operations"));
        Console.WriteLine($"{record}");
        await CheckAsync(third, people, record);
        var (done, notDone) = await desk.CheckAsync();
        Console.WriteLine($"{done} resets done, {notDone} cut off before");
        Assert.NotEqual(0, done + notDone);
        Assert.Equal(0, await record.AliveAgainAsync(script.Nodes));
        var told = await application.CheckAsync(third, script.Nodes[0]);
        Console.WriteLine($"{told.Tokens} refresh tokens of ended sessions, {told.Alive} taken; {told.Sessions} ends of sessions, {told.Untold} not told");
        Assert.Equal((0, 0), (told.Alive, told.Untold));
        var refused = await Rows.NumberAsync(third, """SELECT CAST(count(*) AS INTEGER) AS "Value" FROM "ActivityLog" WHERE "UserId" = @p0 AND "Event" = 'second-step-refused' """, victim.Id);

        // Five attempts, and five more after each lock-out of 1, 5, 15 and then 60 minutes.
        var rounds = 1 + new[] { 1, 6, 21, 81, 141, 201 }.Count(minutes => clock.Elapsed > TimeSpan.FromMinutes(minutes));
        Console.WriteLine($"{record.Guesses} guesses, {refused} looked at");
        Assert.InRange(refused, 1, 5 * rounds);

        // A library may swallow an error of the database and try again; the database still logs it.
        Assert.DoesNotMatch("ERROR:  (syntax error|(operator|function|column) .*does not exist)", script.DatabaseLog);
        Console.WriteLine("0 violations");
    }

    private static async Task CheckAsync(Portal portal, IReadOnlyList<TestPerson> people, ChaosRecord record)
    {
        await using var db = await portal.OpenDatabaseAsync();
        await DrainAsync(portal, db);
        foreach (var person in people)
        {
            // Each sign-in consumed a flow, and has one session and one log entry. The next change of methods ends abandoned
            // flows, so there may be more consumed flows than sessions.
            var sessions = await db.Set<PortalSession>().CountAsync(row => row.UserId == person.Id && row.AuthenticationMethods.Contains(MethodIds.Sms));
            Assert.InRange(await db.Set<AuthenticationFlow>().CountAsync(row => row.UserId == person.Id && row.ConsumedAt != null), sessions, int.MaxValue);
            Assert.Equal(sessions, await db.Set<AuditLogEntry>().CountAsync(row => row.UserId == person.Id && row.Event == AuditEvents.SignedIn));
            Assert.InRange(record.SignIns(person.Id), 1, sessions);
            await Invariants.CheckAsync(portal, person.Id);
        }

        // Each sent code has its message.
        var sends = await db.Set<OneTimeCode>().ToDictionaryAsync(row => $"code:{row.Purpose}:{row.Method}", row => row.Sends);
        var messages = await db.Set<OutboxMessage>().Where(row => row.Group.StartsWith("code:")).GroupBy(row => row.Group)
            .Select(group => new { group.Key, Count = group.Count() }).ToListAsync();
        Assert.All(messages, message => Assert.Equal(sends.GetValueOrDefault(message.Key), message.Count));
        Assert.Equal(sends.Count, messages.Count);
        Assert.IsType<LogCheck.Intact>(await portal.Get<AuditLogVerifier>().VerifyAsync());
        Assert.Equal(0, record.Doubles);
    }

    // Messages that a killed worker had claimed are claimed again once their lease expires.
    private static async Task DrainAsync(Portal portal, PortalDbContext db)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromMinutes(2));
        using var timer = new PeriodicTimer(TimeSpan.FromSeconds(1));
        while (await db.Set<OutboxMessage>().AnyAsync(row => row.State < DeliveryState.Accepted))
        {
            await timer.WaitForNextTickAsync(patience.Token);
            await portal.DeliverAsync();
        }
    }
}
