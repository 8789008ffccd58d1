namespace SecurityPortal.Authentication.Throttling;

/// <summary>
/// Counts attempts before they are evaluated, and locks for 1, 5, 15, then 60 minutes each time a round of <c>tries</c> is
/// used up (NIST 800-63B 3.2.2; ASVS 6.3.1). The counts are in the database, so all nodes share them; each is one
/// conditional update, so parallel guesses get no more than the round. Locks expire and are forgotten; what ends guessing
/// is <see cref="FailureLimit"/>.
/// </summary>
internal sealed class AttemptLimiter(IDbContextFactory<PortalDbContext> factory, TimeProvider clock)
{
    /// <summary>Failures are forgotten after this long without an attempt. No lock lasts as long.</summary>
    public static readonly TimeSpan Forgotten = TimeSpan.FromHours(24);

    private static readonly CompiledQuery<Func<PortalDbContext, string, CancellationToken, Task<int>>> Clearing = new(() =>
        EF.CompileAsyncQuery((PortalDbContext db, string key, CancellationToken _) =>
            db.Set<AttemptCounter>().Where(counter => counter.Key == key && counter.Failures > 0).ExecuteDelete()));

    private static readonly CompiledQuery<Func<PortalDbContext, string, CancellationToken, Task<int>>> Counted = new(() =>
        EF.CompileAsyncQuery((PortalDbContext db, string key, CancellationToken _) =>
            db.Set<AttemptCounter>().Where(counter => counter.Key == key).Select(counter => counter.Failures).FirstOrDefault()));

    private static readonly long[] LockMilliseconds =
        [.. new[] { 1, 5, 15, 60 }.Select(minutes => (long)TimeSpan.FromMinutes(minutes).TotalMilliseconds)];

    /// <summary>Returns the key of everything that may stand in for a person's second step.</summary>
    public static string SecondFactor(string userId) => $"factor:{userId}";

    /// <summary>Returns the key of a person's password at sign-in.</summary>
    public static string Password(string userId) => $"password:{userId}";

    /// <summary>Returns the key that counts how often somebody was told that <paramref name="key"/> is locked.</summary>
    public static string Told(string key) => $"{key}/told";

    /// <summary>
    /// Returns the key of what is counted for a network, which begins anew each day (UTC): a network that is used every day
    /// never has a day without an attempt.
    /// </summary>
    public string Today(string network) =>
        string.Create(CultureInfo.InvariantCulture, $"{network}/{clock.GetUtcNow():yyyyMMdd}");

    /// <summary>Counts one attempt. Returns null if it may be evaluated, otherwise until when nothing is.</summary>
    public async Task<DateTimeOffset?> ReserveAsync(string key, int tries, CancellationToken cancellationToken = default)
    {
        await using var db = await factory.CreateDbContextAsync(cancellationToken);
        return await ReserveAsync(db, key, tries, cancellationToken);
    }

    /// <summary>The same within the caller's transaction, which must be committed before anything is evaluated.</summary>
    public async Task<DateTimeOffset?> ReserveAsync(
        PortalDbContext db, string key, int tries, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        if (await CountAsync(db, key, tries, now, cancellationToken))
        {
            return null;
        }

        return await db.Set<AttemptCounter>().Where(counter => counter.Key == key)
            .Select(counter => (DateTimeOffset?)counter.LockedUntil).FirstOrDefaultAsync(cancellationToken) ?? now;
    }

    /// <summary>Resets the count, after a success.</summary>
    public async Task ClearAsync(string key, CancellationToken cancellationToken = default)
    {
        await using var db = await factory.CreateDbContextAsync(cancellationToken);
        await ClearAsync(db, key, cancellationToken);
    }

    /// <inheritdoc cref="ClearAsync(string, CancellationToken)"/>
    public static Task ClearAsync(PortalDbContext db, string key, CancellationToken cancellationToken) =>
        Clearing.For(db)(db, key, cancellationToken);

    /// <summary>Returns the attempts counted since the last success; 0 if there are none.</summary>
    public static Task<int> FailuresAsync(PortalDbContext db, string key, CancellationToken cancellationToken) =>
        Counted.For(db)(db, key, cancellationToken);

    /// <summary>Keeps everybody else from counting under this key until the caller's transaction ends.</summary>
    public static Task HoldAsync(PortalDbContext db, string key, CancellationToken cancellationToken) =>
        db.Database.ExecuteSqlAsync(
            $"""UPDATE "AttemptCounters" SET "Failures" = "Failures" WHERE "Key" = {key}""", cancellationToken);

    /// <summary>
    /// Takes back one attempt that turned out right, and the failures that it clears: at most <paramref name="most"/>
    /// failures stay, and no lock that these would not have set. Resets the count if none stay.
    /// </summary>
    public static async Task ForgiveAsync(PortalDbContext db, string key, int most, int tries, CancellationToken cancellationToken)
    {
        if (most == 0)
        {
            await ClearAsync(db, key, cancellationToken);
            return;
        }

        await db.Database.ExecuteSqlAsync(
            $"""
            UPDATE "AttemptCounters" SET
                "LockedUntil" = CASE
                    WHEN (CASE WHEN "Failures" > {most} THEN {most} ELSE "Failures" - 1 END) % {tries} = 0 THEN "LockedUntil"
                    ELSE 0 END,
                "Failures" = CASE WHEN "Failures" > {most} THEN {most} ELSE "Failures" - 1 END
            WHERE "Key" = {key} AND "Failures" > 0
            """,
            cancellationToken);
    }

    /// <summary>
    /// Takes back one attempt that turned out right, and leaves all other failures. While a key is locked nobody counts, so if
    /// this attempt completed a round, it set the lock, which goes with it.
    /// </summary>
    public static Task RefundAsync(PortalDbContext db, string key, int tries, CancellationToken cancellationToken) =>
        db.Database.ExecuteSqlAsync(
            $"""
            UPDATE "AttemptCounters" SET
                "LockedUntil" = CASE WHEN "Failures" % {tries} = 0 THEN 0 ELSE "LockedUntil" END,
                "Failures" = "Failures" - 1
            WHERE "Key" = {key} AND "Failures" > 0
            """,
            cancellationToken);

    /// <summary>Queries the counters of what a person signs in and confirms with.</summary>
    public static IQueryable<AttemptCounter> Of(PortalDbContext db, string userId)
    {
        var (password, factor, confirm) = (Password(userId), SecondFactor(userId), $"confirm:{userId}");
        var under = $"{password}/";
        return db.Set<AttemptCounter>().Where(counter =>
            counter.Failures > 0
            && (counter.Key == password || counter.Key == factor || counter.Key == confirm || counter.Key.StartsWith(under)));
    }

    /// <summary>Whether there is anything that <see cref="UnlockAsync"/> would clear.</summary>
    public static async Task<bool> HasAnyAsync(PortalDbContext db, string userId, CancellationToken cancellationToken) =>
        await Of(db, userId).AnyAsync(cancellationToken)
        || await db.Set<ConsecutiveFailures>().AnyAsync(row => row.UserId == userId, cancellationToken);

    /// <summary>Immediately opens everything that wrong answers have locked or closed for a person.</summary>
    public static async Task UnlockAsync(PortalDbContext db, string userId, CancellationToken cancellationToken)
    {
        await Of(db, userId).ExecuteDeleteAsync(cancellationToken);
        await db.Set<ConsecutiveFailures>().Where(row => row.UserId == userId).ExecuteDeleteAsync(cancellationToken);
    }

    // Raw SQL: building this from expressions took several times as long as the database needs to run it, at each sign-in.
    private static async Task<bool> CountAsync(
        PortalDbContext db, string key, int tries, DateTimeOffset time, CancellationToken cancellationToken)
    {
        var now = time.ToUnixTimeMilliseconds();
        var forgotten = (time - Forgotten).ToUnixTimeMilliseconds();
        return await db.Database.ExecuteSqlAsync(
            $"""
            INSERT INTO "AttemptCounters" ("Key", "Failures", "LockedUntil", "LastAttemptAt")
            VALUES ({key}, 1, {(tries == 1 ? now + LockMilliseconds[0] : 0)}, {now})
            ON CONFLICT ("Key") DO UPDATE SET
                "Failures" = CASE
                    WHEN "AttemptCounters"."LastAttemptAt" < {forgotten} THEN 1
                    ELSE "AttemptCounters"."Failures" + 1 END,
                "LockedUntil" = CASE
                    WHEN "AttemptCounters"."LastAttemptAt" < {forgotten}
                        THEN CASE WHEN {tries} = 1 THEN {now + LockMilliseconds[0]} ELSE "AttemptCounters"."LockedUntil" END
                    WHEN "AttemptCounters"."Failures" + 1 = {tries} THEN {now + LockMilliseconds[0]}
                    WHEN "AttemptCounters"."Failures" + 1 = {tries * 2L} THEN {now + LockMilliseconds[1]}
                    WHEN "AttemptCounters"."Failures" + 1 = {tries * 3L} THEN {now + LockMilliseconds[2]}
                    WHEN "AttemptCounters"."Failures" + 1 > {tries * 3L} AND ("AttemptCounters"."Failures" + 1) % {tries} = 0
                        THEN {now + LockMilliseconds[3]}
                    ELSE "AttemptCounters"."LockedUntil" END,
                "LastAttemptAt" = {now}
            WHERE "AttemptCounters"."LockedUntil" <= {now}
            """,
            cancellationToken) == 1;
    }
}
