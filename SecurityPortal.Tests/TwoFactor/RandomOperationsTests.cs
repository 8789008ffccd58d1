using System.Collections.Concurrent;
using CsCheck;
using SecurityPortal.Tests.Fixtures;

namespace SecurityPortal.Tests.TwoFactor;

/// <summary>The rules hold whatever a person does, in any order, and whatever two browsers do concurrently.</summary>
[OnBothDatabases]
public sealed class RandomOperationsTests : IAsyncLifetime
{
    private readonly Portal _portal = new(("OneTimeCodes:MaxSendsPerHour", "10000"), ("OneTimeCodes:MaxSendsPerDay", "10000"))
    {
        WithServices = QuickBackupCodes.Use,
    };

    private readonly ConcurrentDictionary<string, int> _seen = new();

    // Proofs are frequent; otherwise hardly any method would ever be on.
    private static readonly Gen<Step> Steps = Gen.Frequency(
        (3, Gen.OneOf(Step.BeginApp, Step.BeginSms, Step.BeginWhatsApp, Step.BeginCodes)),
        (5, Gen.Const(Step.Prove)),
        (1, Gen.OneOf(Step.ProveWrongly, Step.Prefer, Step.UseBackupCode, Step.SignInAgain)),
        (2, Gen.OneOf(Step.TurnOffApp, Step.TurnOffSms, Step.TurnOffWhatsApp, Step.TurnOffCodes, Step.RemoveAnApp)));

    // Each walk runs from four starts: nothing on, texts, WhatsApp too, an app too. Few random walks might never reach all of them.
    private static readonly int[] Starts = [0, 1, 2, 3];

    private static readonly Gen<(Step Step, int Browser)[]> Walks = Gen.Select(Steps, Gen.Int[0, 1]).Array[4, 24];

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public ValueTask DisposeAsync() => _portal.DisposeAsync();

    [Fact]
    public async Task No_order_of_steps_breaks_a_rule()
    {
        await Walks.SampleAsync(
            async steps =>
            {
                foreach (var start in Starts)
                {
                    var walk = await RandomWalk.BeginAsync(_portal);
                    await PrepareAsync(walk, start);
                    foreach (var (step, browser) in steps)
                    {
                        await walk.DoAsync(step, browser);
                        await Invariants.CheckAsync(_portal, walk.UserId);
                    }

                    await CheckAsync(walk);
                }
            },
            iter: TestDatabase.IsPostgreSql ? 3 : 12,
            threads: 1);
        await CheckAllAsync();
    }

    [Fact]
    public async Task Steps_taken_at_once_break_no_rule()
    {
        // Sets up in order, so that there is something to compete for; then runs four walks in two browsers concurrently.
        await Gen.Select(Walks, Walks).SampleAsync(
            async (left, right) =>
            {
                foreach (var start in Starts)
                {
                    var walk = await RandomWalk.BeginAsync(_portal);
                    await PrepareAsync(walk, start);
                    await Task.WhenAll(
                        WalkAsync(walk, left.Take(10)), WalkAsync(walk, right.Take(10)),
                        WalkAsync(walk, left.Skip(10)), WalkAsync(walk, right.Skip(10)));

                    await Invariants.CheckAsync(_portal, walk.UserId);
                    await CheckAsync(walk);
                }
            },
            iter: TestDatabase.IsPostgreSql ? 2 : 10,
            threads: 1);
        await CheckAllAsync();
    }

    // Walks on which no method was ever on would prove nothing.
    private async Task CheckAllAsync()
    {
        await Invariants.CheckLogAsync(_portal);
        Assert.Superset(new HashSet<string> { MethodIds.App, MethodIds.WhatsApp, MethodIds.BackupCodes }, _seen.Keys.ToHashSet());
    }

    private static async Task PrepareAsync(RandomWalk walk, int methods)
    {
        Step[] steps = [Step.BeginSms, Step.Prove, Step.Prove, Step.BeginWhatsApp, Step.Prove, Step.BeginApp, Step.Prove];
        foreach (var step in steps.Take(methods switch { 0 => 0, 1 => 3, 2 => 5, _ => 7 }))
        {
            await walk.DoAsync(step, browser: 0);
        }

        await walk.DoAsync(Step.SignInAgain, browser: 1);
    }

    private static Task WalkAsync(RandomWalk walk, IEnumerable<(Step Step, int Browser)> steps) => Task.Run(async () =>
    {
        foreach (var (step, browser) in steps)
        {
            await walk.DoAsync(step, browser);
        }
    });

    private async Task CheckAsync(RandomWalk walk)
    {
        foreach (var method in walk.Seen)
        {
            _seen.AddOrUpdate(method, 1, (_, count) => count + 1);
        }

        Assert.Equal(walk.Changes, await Rows.NumberAsync(
            _portal,
            """
            SELECT count(*) AS "Value" FROM "Notices" WHERE "UserId" = @p0
            AND ("Subject" LIKE '%your account: %' OR "Subject" = 'Two-factor authentication was turned off')
            """,
            walk.UserId));
        Assert.All(walk.CodesUsed, used => Assert.Equal(1, used.Value));
    }
}
