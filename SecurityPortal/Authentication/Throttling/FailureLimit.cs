namespace SecurityPortal.Authentication.Throttling;

/// <summary>
/// Checks at most a hundred wrong answers in a row, however slowly they come: "the verifier SHALL limit consecutive failed
/// authentication attempts using a specific authenticator on a single subscriber account to no more than 100 by disabling
/// that authenticator" (NIST 800-63B-4 3.2.2). Counts in the transaction that has counted the same attempt with
/// <see cref="AttemptLimiter"/>, whose row serialises the attempts on one account.
/// </summary>
internal static class FailureLimit
{
    /// <summary>Wrong answers in a row after which no answer is checked any more.</summary>
    public const int Max = 100;

    /// <summary>All second factors that are typed, together; each method has its own row.</summary>
    public const string SecondFactor = "second-factor";

    /// <summary>The password at sign-in, from browsers that are not trusted.</summary>
    public const string Password = "password";

    /// <summary>The password within a session.</summary>
    public const string Reauthentication = "reauthentication";

    private static readonly CompiledQuery<Func<PortalDbContext, string, string, CancellationToken, Task<int>>> InARow = new(() =>
        EF.CompileAsyncQuery((PortalDbContext db, string userId, string kind, CancellationToken _) =>
            db.Set<ConsecutiveFailures>().Where(row => row.UserId == userId && row.Kind == kind).Sum(row => row.Count)));

    private static readonly CompiledQuery<Func<PortalDbContext, string, string, CancellationToken, Task<int>>> Clearing = new(() =>
        EF.CompileAsyncQuery((PortalDbContext db, string userId, string kind, CancellationToken _) =>
            db.Set<ConsecutiveFailures>().Where(row => row.UserId == userId && row.Kind == kind).ExecuteDelete()));

    private static readonly CompiledQuery<Func<PortalDbContext, string, CancellationToken, Task<int>>> ClearingPasswords = new(() =>
        EF.CompileAsyncQuery((PortalDbContext db, string userId, CancellationToken _) =>
            db.Set<ConsecutiveFailures>().Where(row => row.UserId == userId && row.Kind != SecondFactor).ExecuteDelete()));

    /// <summary>
    /// Returns the kind for the password at sign-in from one trusted device, where strangers' guesses do not close it.
    /// </summary>
    public static string PasswordOn(Guid deviceId) => $"{Password}/device:{deviceId:N}";

    /// <summary>
    /// Counts one answer before it is checked. Returns false if it must not be checked: a hundred in a row have been
    /// counted, or there is no such person, for whom the same work is done (ASVS 6.3.8).
    /// </summary>
    public static async Task<bool> CountAsync(
        PortalDbContext db, string userId, string kind, string authenticator, CancellationToken cancellationToken) =>
        await db.Database.ExecuteSqlAsync(
            $"""
            INSERT INTO "ConsecutiveFailures" ("UserId", "Kind", "Authenticator", "Count")
            SELECT "Id", {kind}, {authenticator}, 1 FROM "AspNetUsers"
            WHERE "Id" = {userId} AND {Max} > (
                SELECT COALESCE(SUM(counted."Count"), 0) FROM "ConsecutiveFailures" AS counted
                WHERE counted."UserId" = {userId} AND counted."Kind" = {kind})
            ON CONFLICT ("UserId", "Kind", "Authenticator") DO UPDATE SET "Count" = "ConsecutiveFailures"."Count" + 1
            """,
            cancellationToken) == 1;

    /// <summary>Returns how many wrong answers in a row there are.</summary>
    public static Task<int> InARowAsync(PortalDbContext db, string userId, string kind, CancellationToken cancellationToken) =>
        InARow.For(db)(db, userId, kind, cancellationToken);

    /// <summary>Resets the count, after a success that is worth as much as what was guessed at.</summary>
    public static Task ClearAsync(PortalDbContext db, string userId, string kind, CancellationToken cancellationToken) =>
        Clearing.For(db)(db, userId, kind, cancellationToken);

    /// <summary>Resets the count of these authenticators only; the others keep theirs.</summary>
    public static Task ClearAsync(
        PortalDbContext db, string userId, string kind, IReadOnlyCollection<string> authenticators,
        CancellationToken cancellationToken) =>
        db.Set<ConsecutiveFailures>()
            .Where(row => row.UserId == userId && row.Kind == kind && authenticators.Contains(row.Authenticator))
            .ExecuteDeleteAsync(cancellationToken);

    /// <summary>Resets the counts of the password, wherever it was typed: it was right, or there is a new one.</summary>
    public static Task ClearPasswordAsync(PortalDbContext db, string userId, CancellationToken cancellationToken) =>
        ClearingPasswords.For(db)(db, userId, cancellationToken);
}
