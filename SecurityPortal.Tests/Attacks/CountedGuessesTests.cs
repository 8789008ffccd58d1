using CsCheck;
using SecurityPortal.Authentication.Throttling;
using SecurityPortal.Tests.Fixtures;

namespace SecurityPortal.Tests.Attacks;

/// <summary>
/// However guesses are spread over time: each round of attempts locks for 1, 5, 15 and from then on 60 minutes, and only a day
/// without a guess resets the lock to its shortest (NIST 800-63B 3.2.2).
/// </summary>
[OnBothDatabases]
public sealed class CountedGuessesTests : IAsyncLifetime
{
    private static readonly int[] LockMinutes = [1, 5, 15, 60];
    private static readonly Gen<TimeSpan> Pauses = Gen.Frequency(
        (12, Gen.Const(TimeSpan.Zero)),
        (8, Gen.Int[0, LockMinutes.Length - 1].Select(round => TimeSpan.FromMinutes(LockMinutes[round]))),
        (2, Gen.Const(TimeSpan.FromSeconds(59))),
        (1, Gen.Const(TimeSpan.FromHours(24))),
        (1, Gen.Const(TimeSpan.FromHours(24) + TimeSpan.FromMilliseconds(1))));

    private readonly Portal _portal = new();

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public ValueTask DisposeAsync() => _portal.DisposeAsync();

    [Fact]
    public async Task No_pace_of_guessing_gets_more_than_the_rounds_allow()
    {
        var budget = _portal.Get<AttemptLimiter>();
        var (guessers, locked) = (0, new HashSet<int>());
        await Gen.Select(Gen.Int[1, 4], Pauses.Array[10, 40]).SampleAsync(
            async (tries, pauses) =>
            {
                var key = $"password:guesser-{guessers++}";
                var expected = new Rule(tries);
                foreach (var pause in pauses)
                {
                    _portal.Clock.Advance(pause);
                    var now = _portal.Clock.GetUtcNow();
                    Assert.Equal(expected.Guess(now), await budget.ReserveAsync(key, tries));
                    locked.Add(expected.Round);
                }
            },
            iter: 40,
            threads: 1);
        Assert.Superset(new HashSet<int> { 0, 1, 2, 3, 4 }, locked);
    }

    /// <summary>The documented rule, applied guess by guess.</summary>
    private sealed class Rule(int tries)
    {
        private int _failures;
        private DateTimeOffset _last;
        private DateTimeOffset _until;

        public int Round => _failures / tries;

        /// <summary>Returns null when the guess is checked, otherwise when the lock ends.</summary>
        public DateTimeOffset? Guess(DateTimeOffset now)
        {
            if (_until > now)
            {
                return _until;
            }

            _failures = now - _last > TimeSpan.FromHours(24) ? 1 : _failures + 1;
            _last = now;
            if (_failures % tries == 0)
            {
                _until = now.AddMinutes(LockMinutes[Math.Min(Round, LockMinutes.Length) - 1]);
            }

            return null;
        }
    }
}
