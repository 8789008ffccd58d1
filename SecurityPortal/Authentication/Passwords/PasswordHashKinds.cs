using System.Buffers.Binary;

namespace SecurityPortal.Authentication.Passwords;

/// <summary>
/// Chooses the kind of hash for a name that nobody has. If people came from another application, some have its hashes and
/// some have ours, and these take different times to verify. If unknown names always got ours, the time would reveal who
/// has an account (ASVS 6.3.8). So names are distributed among the kinds in the same proportions as people, and a name
/// keeps its kind as long as the counts stay the same.
/// </summary>
internal sealed class PasswordHashKinds(IDbContextFactory<PortalDbContext> factory, KeyedHash keyedHash, TimeProvider clock)
{
    /// <summary>How long a count is used. It changes as people sign in and their hashes become ours.</summary>
    public static readonly TimeSpan CountedFor = TimeSpan.FromHours(1);

    private Counted? _counted;
    private int _isCounting;

    /// <summary>
    /// Returns the kind for this name. Must be called for existing names as well: it recounts now and then, and that time
    /// must not depend on whether the name exists.
    /// </summary>
    public async Task<PasswordHashKind> ForNameAsync(string name, CancellationToken cancellationToken)
    {
        var counted = _counted;
        if (counted is null)
        {
            counted = _counted = await CountAsync(cancellationToken);
        }
        else if (clock.GetUtcNow() - counted.At >= CountedFor && Interlocked.Exchange(ref _isCounting, 1) == 0)
        {
            // Other requests use the old count in the meantime.
            try
            {
                counted = _counted = await CountAsync(cancellationToken);
            }
            finally
            {
                Volatile.Write(ref _isCounting, 0);
            }
        }

        return counted.Deal(keyedHash.Of("password-hash-kind", name));
    }

    private async Task<Counted> CountAsync(CancellationToken cancellationToken)
    {
        await using var db = await factory.CreateDbContextAsync(cancellationToken);
        var rows = await db.Users.Where(user => user.PasswordHash != null && user.PasswordHash.Length >= PasswordHashKind.LeastLength)
            .GroupBy(user =>
                user.PasswordHash!.Substring(0, 2) == PasswordHashKind.Version3 ? user.PasswordHash.Substring(0, PasswordHashKind.Letters)
                : user.PasswordHash.Substring(0, 1) == PasswordHashKind.Version2 ? PasswordHashKind.Version2
                : user.PasswordHash.StartsWith(Argon2PasswordHasher.EarlierPrefix) ? Argon2PasswordHasher.EarlierPrefix
                : "")
            .Select(kind => new { Beginning = kind.Key, People = kind.LongCount() })
            .ToListAsync(cancellationToken);
        return new(
            clock.GetUtcNow(),
            [.. rows.Where(row => PasswordHashKind.IsOther(row.Beginning)).OrderBy(row => row.Beginning, StringComparer.Ordinal)
                .Select(row => (new PasswordHashKind(row.Beginning), row.People))],
            Math.Max(1, rows.Sum(row => row.People)));
    }

    /// <param name="Others">The kinds that are not ours, with the number of people who have them, in a stable order.</param>
    /// <param name="All">The number of people with a password of any kind.</param>
    private sealed record Counted(DateTimeOffset At, IReadOnlyList<(PasswordHashKind Kind, long People)> Others, long All)
    {
        public PasswordHashKind Deal(byte[] lot)
        {
            var left = BinaryPrimitives.ReadUInt64BigEndian(lot) / (ulong.MaxValue + 1.0) * All;
            foreach (var (kind, people) in Others)
            {
                if (left < people)
                {
                    return kind;
                }

                left -= people;
            }

            return PasswordHashKind.Argon2id;
        }
    }
}
