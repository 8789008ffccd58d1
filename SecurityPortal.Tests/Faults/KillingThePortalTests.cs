using CsCheck;
using SecurityPortal.Tests.Fixtures;

namespace SecurityPortal.Tests.Faults;

/// <summary>The portal in its own process, killed with <c>kill -9</c> while people turn methods on and off.</summary>
public sealed class KillingThePortalTests
{
    private const ulong Seed = 20261124;

    [Fact]
    public async Task At_each_step_of_turning_texts_on_leaves_nothing_half_done()
    {
        string[] steps =
        [
            "password typed", "number saved", "code committed", "outbox claimed", "provider accepted", "code typed",
            "backup codes shown", "committed", "sign-in code sent",
        ];
        using var field = new BattleField();
        for (var i = 0; i < steps.Length; i++)
        {
            await using var portal = field.Start(("First", $"{i}"), ("DieAt", steps[i]));
            await WatchItDieAsync(portal);
            await field.InspectAsync(steps[i]);
        }

        await field.GoOnAsync(people: steps.Length);
    }

    [Fact]
    public Task At_random_moments_loses_nothing_and_sends_nothing_twice() => KillAtRandomAsync(kills: 2);

    [OnDemand]
    public Task At_two_hundred_random_moments_loses_nothing_and_sends_nothing_twice() => KillAtRandomAsync(kills: 200);

    [OnDemand]
    public async Task Before_each_statement_to_the_database_leaves_nothing_half_done()
    {
        using var field = new BattleField();
        var statement = 0;
        bool died;
        do
        {
            await using var portal = field.Start(
                ("First", $"{statement}"), ("Rounds", "1"), ("DieBeforeStatement", $"{++statement}"));
            died = await WatchItEndAsync(portal);
            await field.InspectAsync($"before statement {statement}");
        }
        while (died);

        Assert.InRange(statement, 50, 999);
        TestContext.Current.TestOutputHelper!.WriteLine($"{statement - 1} statements, a kill before each.");
        await field.GoOnAsync(people: statement);
    }

    private static async Task KillAtRandomAsync(int kills)
    {
        const int People = 4;
        const uint StatementsOfAFewRounds = 500;
        var random = new PCG(1, Seed);
        using var field = new BattleField();
        for (var kill = 1; kill <= kills; kill++)
        {
            await using var portal = field.Start(("People", $"{People}"));
            for (var left = 1 + random.Next(StatementsOfAFewRounds); left > 0;)
            {
                var line = await portal.ReadLineAsync();
                Assert.True(line is not null, portal.Log);
                left -= line == "statement" ? 1u : 0;
            }

            await portal.KillAsync();
            await field.InspectAsync($"after kill {kill} of seed {Seed}");
        }

        await field.GoOnAsync(People);
    }

    private static async Task WatchItDieAsync(PortalProcess portal) =>
        Assert.True(await WatchItEndAsync(portal), $"It ended by itself: {portal.Log}");

    /// <summary>Returns true when the process died of the signal, false when it finished.</summary>
    private static async Task<bool> WatchItEndAsync(PortalProcess portal)
    {
        const int Killed = 128 + 9;
        while (await portal.ReadLineAsync() is not null)
        {
        }

        await portal.WaitForEndAsync();
        Assert.True(portal.ExitCode is Killed or 0, portal.Log);
        return portal.ExitCode == Killed;
    }
}
