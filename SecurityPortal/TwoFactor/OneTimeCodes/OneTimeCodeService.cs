using SecurityPortal.Platform.RateLimiting;

namespace SecurityPortal.TwoFactor.OneTimeCodes;

/// <summary>
/// Issues and verifies codes that are sent to a person: six random digits, stored as a keyed hash, bound to purpose, method
/// and destination; by default valid for five minutes, five tries and one use (ASVS 6.5.1, 6.5.5, 6.6.2, 6.6.3; NIST
/// 800-63B-4 3.1.3).
/// </summary>
internal sealed class OneTimeCodeService(
    IDbContextFactory<PortalDbContext> factory, KeyedHash keyedHash, CodeCounter counter, RateLimits limits,
    IOptions<OneTimeCodeOptions> options, TimeProvider clock)
{
    private static readonly CompiledQuery<Func<PortalDbContext, string, string, CancellationToken, Task<OneTimeCode?>>> Newest = new(() =>
        EF.CompileAsyncQuery((PortalDbContext db, string purpose, string method, CancellationToken _) =>
            db.Set<OneTimeCode>().AsNoTracking().FirstOrDefault(row => row.Purpose == purpose && row.Method == method)));

    /// <summary>How long a code is valid.</summary>
    public TimeSpan Lifetime => options.Value.Lifetime;

    /// <summary>
    /// Creates a new code, which voids the previous one, and passes it to <paramref name="deliver"/>, which writes it to the
    /// outbox in the same transaction or returns why it cannot be sent. In that case nothing changes.
    /// </summary>
    public async Task<IssueResult> IssueAsync(
        CodeRequest request, Func<PersonTransaction, string, Task<CodeRefusal?>> deliver, CancellationToken cancellationToken = default)
    {
        var result = await TryIssueAsync(request, deliver, cancellationToken);
        counter.Asked(request.Method, result);
        return result;
    }

    /// <summary>
    /// Whether this is the newest code for this purpose, method and destination. Counts the try before it checks the code, and
    /// uses up a correct code by one conditional update, so that only one of several parallel requests gets true.
    /// </summary>
    public async Task<bool> VerifyAsync(CodeRequest request, string code, CancellationToken cancellationToken = default)
    {
        var right = await TrySpendAsync(request, code, cancellationToken);
        counter.Entered(request.Method, right);
        return right;
    }

    /// <summary>Returns the remaining validity of the newest code for this purpose and method; null when none was sent.</summary>
    public async Task<CodeLife?> LookAsync(string purpose, string method, CancellationToken cancellationToken = default)
    {
        await using var db = await factory.CreateDbContextAsync(cancellationToken);
        return await NewestAsync(db, purpose, method, cancellationToken) is { } code
            ? new(Math.Max(0, options.Value.MaxAttempts - code.Attempts), code.ExpiresAt)
            : null;
    }

    /// <summary>Whether the newest code for this purpose and method takes no more tries; false when none was sent.</summary>
    public async Task<bool> IsOverAsync(string purpose, string method, CancellationToken cancellationToken) =>
        await LookAsync(purpose, method, cancellationToken) is { } life
        && (life.TriesLeft == 0 || life.ExpiresAt <= clock.GetUtcNow());

    /// <summary>Voids every code that the person was sent, within the caller's transaction.</summary>
    public Task VoidAllAsync(PersonTransaction transaction, CancellationToken cancellationToken = default)
    {
        var now = clock.GetUtcNow();
        return transaction.Db.Set<OneTimeCode>().Where(row => row.UserId == transaction.UserId).ExecuteUpdateAsync(
            set => set.SetProperty(row => row.Hash, Array.Empty<byte>()).SetProperty(row => row.ExpiresAt, now), cancellationToken);
    }

    /// <summary>Returns when the next code may be requested; null when none has been sent yet.</summary>
    public async Task<DateTimeOffset?> NextSendAsync(string purpose, string method, CancellationToken cancellationToken = default)
    {
        await using var db = await factory.CreateDbContextAsync(cancellationToken);
        return await NewestAsync(db, purpose, method, cancellationToken) is { } last
            ? last.SentAt + options.Value.ResendDelay(last.Sends)
            : null;
    }

    private static Task<OneTimeCode?> NewestAsync(
        PortalDbContext db, string purpose, string method, CancellationToken cancellationToken) =>
        Newest.For(db)(db, purpose, method, cancellationToken);

    private async Task<IssueResult> TryIssueAsync(
        CodeRequest request, Func<PersonTransaction, string, Task<CodeRefusal?>> deliver, CancellationToken cancellationToken)
    {
        await using var transaction = await PersonTransaction.BeginAsync(factory, request.UserId, cancellationToken);
        var now = clock.GetUtcNow();
        var last = await NewestAsync(transaction.Db, request.Purpose, request.Method, cancellationToken);
        if (last is not null && last.SentAt + options.Value.ResendDelay(last.Sends) > now)
        {
            return new IssueResult.TooSoon(last.SentAt + options.Value.ResendDelay(last.Sends));
        }

        if (!await CountSendAsync(transaction, cancellationToken))
        {
            return new IssueResult.TooMany();
        }

        var code = RandomNumberGenerator.GetInt32(1_000_000).ToString("D6", CultureInfo.InvariantCulture);
        await SaveAsync(transaction.Db, request, code, last, now, cancellationToken);
        if (await deliver(transaction, code) is { } refusal)
        {
            return new IssueResult.NotSent(refusal);
        }

        await transaction.CommitAsync(cancellationToken);
        return new IssueResult.Issued(now + options.Value.ResendDelay((last?.Sends ?? 0) + 1));
    }

    private async Task<bool> TrySpendAsync(CodeRequest request, string code, CancellationToken cancellationToken)
    {
        await using var db = await factory.CreateDbContextAsync(cancellationToken);
        var now = clock.GetUtcNow();
        var max = options.Value.MaxAttempts;
        var row = db.Set<OneTimeCode>().Where(row =>
            row.Purpose == request.Purpose && row.Method == request.Method && row.UserId == request.UserId);
        var reserved = await row.Where(code => code.Attempts < max && code.ExpiresAt > now).ExecuteUpdateAsync(
            set => set.SetProperty(code => code.Attempts, code => code.Attempts + 1), cancellationToken);
        if (reserved == 0)
        {
            return false;
        }

        var given = Hash(request, code);
        var kept = await row.Select(code => code.Hash).FirstOrDefaultAsync(cancellationToken);
        if (kept is null || !CryptographicOperations.FixedTimeEquals(kept, given))
        {
            return false;
        }

        return await row.Where(code => code.Hash == given && code.ExpiresAt > now).ExecuteUpdateAsync(
            set => set.SetProperty(code => code.Hash, Array.Empty<byte>()), cancellationToken) == 1;
    }

    private async Task SaveAsync(
        PortalDbContext db, CodeRequest request, string code, OneTimeCode? last, DateTimeOffset now,
        CancellationToken cancellationToken)
    {
        var hash = Hash(request, code);
        var expires = now + options.Value.Lifetime;
        if (last is null)
        {
            db.Add(new OneTimeCode
            {
                Purpose = request.Purpose,
                Method = request.Method,
                UserId = request.UserId,
                Hash = hash,
                SentAt = now,
                ExpiresAt = expires,
                Sends = 1,
            });
            return;
        }

        await db.Set<OneTimeCode>()
            .Where(row => row.Purpose == request.Purpose && row.Method == request.Method)
            .ExecuteUpdateAsync(
                set => set
                    .SetProperty(row => row.Hash, hash)
                    .SetProperty(row => row.SentAt, now)
                    .SetProperty(row => row.ExpiresAt, expires)
                    .SetProperty(row => row.Sends, row => row.Sends + 1)
                    .SetProperty(row => row.Attempts, 0),
                cancellationToken);
    }

    private async Task<bool> CountSendAsync(PersonTransaction transaction, CancellationToken cancellationToken) =>
        await limits.TakeAsync(
            transaction.Db, $"codes/hour:{transaction.UserId}", options.Value.MaxSendsPerHour, RateLimits.Hour, cancellationToken)
        && await limits.TakeAsync(
            transaction.Db, $"codes/day:{transaction.UserId}", options.Value.MaxSendsPerDay, RateLimits.Day, cancellationToken);

    private byte[] Hash(CodeRequest request, string code) =>
        keyedHash.OfIssued("one-time-code", request.UserId, request.Purpose, request.Method, request.Destination, code);
}
