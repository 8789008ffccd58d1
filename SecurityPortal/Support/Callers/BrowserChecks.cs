using SecurityPortal.Audit;
using SecurityPortal.Platform.Signals;
using SecurityPortal.Support.Cases;

namespace SecurityPortal.Support.Callers;

/// <summary>
/// Asks the person, in browsers where they were signed in before the call, whether they are on the phone with support. The
/// agent reads a number to the caller, who types it there: someone who only has the phone number cannot.
/// </summary>
internal sealed class BrowserChecks(
    IDbContextFactory<PortalDbContext> factory, SupportGuard guard, CheckOpening opening, CaseService cases, AskedSessions asked,
    Secrets secrets, ISignals signals, TimeProvider clock)
{
    /// <summary>How long the caller has to type the number.</summary>
    public static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(2);

    /// <summary>How many numbers may be typed, right or wrong.</summary>
    public const int MaxTries = 3;

    private const string SecretKind = "browser-check";
    private const string What = "ask in a browser";

    // So that nobody is worn down by one question after another (ASVS 6.6.4).
    private const int MaxPerHour = 3;
    private static readonly TimeSpan Window = TimeSpan.FromHours(1);

    /// <summary>Asks the person, replacing an earlier question in this case. The result carries the id of the check.</summary>
    public async Task<SupportResult> AskAsync(Guid sessionId, Guid caseId, CancellationToken cancellationToken = default)
    {
        var (check, none) = await opening.BeginAsync(sessionId, caseId, What, cancellationToken);
        if (check is null)
        {
            return SupportResult.Refuse(none!.Value);
        }

        SupportFault fault;
        await using (var transaction = await PersonTransaction.BeginAsync(factory, check.UserId, cancellationToken))
        {
            var db = transaction.Db;
            var opened = await db.Set<SupportCase>().Where(row => row.Id == caseId).Select(row => row.CreatedAt).SingleAsync(cancellationToken);
            if (!await cases.TouchAsync(transaction, caseId, cancellationToken))
            {
                return SupportResult.Refuse(SupportFault.CaseClosed);
            }

            if (!await asked.AnyAsync(db, check.UserId, opened, cancellationToken))
            {
                fault = SupportFault.NoBrowser;
            }
            else if (await IsTooOftenAsync(db, check.UserId, cancellationToken))
            {
                fault = SupportFault.TooManyTries;
            }
            else
            {
                var id = await AddAsync(transaction, check, cancellationToken);
                await transaction.CommitAsync(cancellationToken);
                return new SupportResult.Done(id);
            }
        }

        return await opening.DenyAsync(check, What, fault, cancellationToken);
    }

    /// <summary>Returns the number to read to the caller, to the agent who asked and while it can be typed; otherwise null.</summary>
    public async Task<string?> NumberAsync(Guid sessionId, Guid checkId, CancellationToken cancellationToken = default)
    {
        await using var db = await factory.CreateDbContextAsync(cancellationToken);
        if ((await guard.CheckAsync(db, sessionId, cancellationToken)).Agent is not { } agent)
        {
            return null;
        }

        var now = clock.GetUtcNow();
        var row = await db.Set<CaseCheck>().AsNoTracking().FirstOrDefaultAsync(
            row => row.Id == checkId && row.By == agent.Id && row.State == CheckState.Waiting && row.ExpiresAt > now, cancellationToken);
        return row?.Number is null ? null : Number(row);
    }

    /// <summary>Whether the typed number is that of the check.</summary>
    public bool IsNumber(CaseCheck row, string? typed) =>
        typed?.Trim() is { Length: 2 } number
        && CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(Number(row)), Encoding.UTF8.GetBytes(number));

    private async Task<Guid> AddAsync(PersonTransaction transaction, CheckUnderWay check, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        await transaction.Db.Set<CaseCheck>()
            .Where(row => row.CaseId == check.CaseId && row.Kind == CheckKind.SignedInBrowser && row.State == CheckState.Waiting)
            .ExecuteUpdateAsync(
                set => set.SetProperty(row => row.State, CheckState.Replaced).SetProperty(row => row.DecidedAt, now), cancellationToken);
        var id = Guid.CreateVersion7(now);
        var number = RandomNumberGenerator.GetInt32(10, 100).ToString(CultureInfo.InvariantCulture);
        transaction.Db.Add(check.New(
            id, CheckKind.SignedInBrowser, CheckState.Waiting, "", now, expiresAt: now + Lifetime,
            number: secrets.Protect(SecretKind, id.ToString(), number)));
        await opening.LogAsync(transaction, check, AuditEvents.CheckSent, $"{CheckKind.SignedInBrowser}", cancellationToken);
        transaction.AfterCommit(() => signals.Publish(SignalTopics.Person(check.UserId)));
        return id;
    }

    // Counts across all cases and agents. Once the person has said that it is not them, nobody can ask again for a while.
    private async Task<bool> IsTooOftenAsync(PortalDbContext db, string userId, CancellationToken cancellationToken)
    {
        var since = clock.GetUtcNow() - Window;
        var states = await db.Set<CaseCheck>()
            .Where(row => row.Number != null && row.At > since
                && db.Set<SupportCase>().Any(other => other.Id == row.CaseId && other.UserId == userId))
            .Select(row => row.State).ToListAsync(cancellationToken);
        return states.Count >= MaxPerHour || states.Contains(CheckState.Denied);
    }

    private string Number(CaseCheck row) => secrets.Unprotect(SecretKind, row.Id.ToString(), row.Number!);
}
