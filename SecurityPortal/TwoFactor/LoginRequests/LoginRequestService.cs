using SecurityPortal.Audit;
using SecurityPortal.Authentication.Flows;
using SecurityPortal.Authentication.Sessions;
using SecurityPortal.Messaging.Notifications;
using SecurityPortal.Platform.Signals;

namespace SecurityPortal.TwoFactor.LoginRequests;

/// <summary>The requesting side: makes a request, waits for the answer and claims it once.</summary>
internal sealed class LoginRequestService(
    IDbContextFactory<PortalDbContext> factory, SessionStore sessions, Secrets secrets, AuditLogWriter log,
    NotificationWriter notices, AuthenticationFlowStore flows, ISignals signals, TimeProvider clock)
{
    /// <summary>How long the person has to answer.</summary>
    public static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(2);

    private const string SecretKind = "login-request";
    private const int MaxPerHour = 3;
    private static readonly TimeSpan Window = TimeSpan.FromHours(1);
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(20);

    /// <summary>Returns the signal topic for the answer to a request.</summary>
    public static string Topic(Guid requestId) => $"login-request:{requestId:N}";

    /// <summary>Makes a request, unless this purpose already has an open one; the result is the number to show.</summary>
    public async Task<MatchNumber> AskAsync(ChallengeRequest asked, CancellationToken cancellationToken)
    {
        await using var transaction = await PersonTransaction.BeginAsync(factory, asked.UserId, cancellationToken);
        var now = clock.GetUtcNow();
        if (await Latest(transaction.Db, asked.UserId, asked.Purpose).FirstOrDefaultAsync(cancellationToken) is { } open
            && open.ExpiresAt > now
            && open.State is LoginRequestState.Pending or LoginRequestState.Silent or LoginRequestState.Approved)
        {
            return new(Number(open), open.ExpiresAt);
        }

        if (asked.Session is not null)
        {
            await CancelEarlierTestsAsync(transaction, asked.Purpose, now, cancellationToken);
        }

        // A test is always shown: only a session that has just confirmed can ask for one, and it lets nobody in.
        var quiet = asked.Session is null && await MustBeQuietAsync(transaction, now, cancellationToken);
        var request = New(asked, quiet, now);
        transaction.Db.Add(request);
        if (!quiet)
        {
            await log.AppendAsync(
                transaction.Db, new AuditEvent(asked.UserId, AuditEvents.LoginRequested).From(asked.Client), cancellationToken);
            transaction.AfterCommit(() => signals.Publish(SignalTopics.Person(asked.UserId)));
        }

        await transaction.CommitAsync(cancellationToken);
        return new(Number(request), request.ExpiresAt);
    }

    /// <summary>Waits a while for an answer to the newest request of a purpose, and returns its state.</summary>
    public async Task<WaitState> WaitAsync(string userId, string purpose, CancellationToken cancellationToken)
    {
        await using var db = await factory.CreateDbContextAsync(cancellationToken);
        if (await Latest(db, userId, purpose).FirstOrDefaultAsync(cancellationToken) is not { } request)
        {
            return WaitState.Over;
        }

        var answered = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        using var subscription = signals.Subscribe(Topic(request.Id), () => answered.TrySetResult());
        if (await StateAsync(db, userId, purpose, cancellationToken) is var state && state != WaitState.Waiting)
        {
            return state;
        }

        await Task.WhenAny(answered.Task, Task.Delay(LongestWait, cancellationToken));
        return await StateAsync(db, userId, purpose, cancellationToken);
    }

    /// <summary>Tells the requesting browser, and the person's open pages, that the request was answered.</summary>
    public void Announce(string userId, Guid requestId)
    {
        signals.Publish(Topic(requestId));
        signals.Publish(SignalTopics.Person(userId));
    }

    /// <summary>
    /// Claims an approval, only while the session that approved is still alive. Of several parallel calls, one gets that
    /// session's id and all others null.
    /// </summary>
    public async Task<Guid?> ClaimAsync(string userId, string purpose)
    {
        await using var db = await factory.CreateDbContextAsync();
        var now = clock.GetUtcNow();
        var live = sessions.Live(db, userId).Select(session => (Guid?)session.Id);
        var claimed = await db.Set<LoginRequest>()
            .Where(request => request.UserId == userId && request.Purpose == purpose
                && request.State == LoginRequestState.Approved && request.ExpiresAt > now
                && live.Contains(request.ApprovedBy))
            .ExecuteUpdateAsync(set => set.SetProperty(request => request.State, LoginRequestState.Claimed));
        return claimed == 1
            ? await Latest(db, userId, purpose).Where(request => request.State == LoginRequestState.Claimed)
                .Select(request => request.ApprovedBy).FirstAsync()
            : null;
    }

    public bool IsNumber(LoginRequest request, string? typed) =>
        typed?.Trim() is { Length: 2 } number && CryptographicOperations.FixedTimeEquals(
            System.Text.Encoding.UTF8.GetBytes(Number(request)), System.Text.Encoding.UTF8.GetBytes(number));

    private async Task<WaitState> StateAsync(
        PortalDbContext db, string userId, string purpose, CancellationToken cancellationToken)
    {
        var request = await Latest(db, userId, purpose).FirstOrDefaultAsync(cancellationToken);
        if (request is null || request.ExpiresAt <= clock.GetUtcNow())
        {
            return WaitState.Over;
        }

        return request.State switch
        {
            LoginRequestState.Pending or LoginRequestState.Silent => WaitState.Waiting,
            LoginRequestState.Approved => WaitState.Answered,
            _ => WaitState.Over,
        };
    }

    // Only the newest enrolment of the method is valid, so nobody can use an answer to the test of an earlier one.
    private static Task CancelEarlierTestsAsync(
        PersonTransaction transaction, string purpose, DateTimeOffset now, CancellationToken cancellationToken) =>
        transaction.Db.Set<LoginRequest>()
            .Where(request => request.UserId == transaction.UserId
                && request.AskingSession != null && request.Purpose != purpose
                && (request.State == LoginRequestState.Pending || request.State == LoginRequestState.Silent
                    || request.State == LoginRequestState.Approved))
            .ExecuteUpdateAsync(
                set => set
                    .SetProperty(request => request.State, LoginRequestState.Cancelled)
                    .SetProperty(request => request.DecidedAt, now),
                cancellationToken);

    // Somebody with the password could bombard the person with one request after another (ASVS 6.6.4). Tests do not count.
    private async Task<bool> MustBeQuietAsync(
        PersonTransaction transaction, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var since = now - Window;
        var recent = await transaction.Db.Set<LoginRequest>().AsNoTracking()
            .Where(request => request.UserId == transaction.UserId && request.AskingSession == null && request.CreatedAt > since)
            .Select(request => new { request.State, request.CreatedAt, request.ExpiresAt, request.Purpose })
            .ToListAsync(cancellationToken);
        var busy = false;
        foreach (var pending in recent.Where(request => request.State == LoginRequestState.Pending && request.ExpiresAt > now))
        {
            // A request whose sign-in is over is shown to nobody, and blocks nobody.
            busy |= await flows.IsOpenAsync(transaction.Db, pending.Purpose, cancellationToken);
        }

        var denied = recent.Any(request => request.State == LoginRequestState.Denied);
        var shown = recent.Where(request => request.State != LoginRequestState.Silent).OrderBy(request => request.CreatedAt).ToList();
        var tooMany = shown.Count >= MaxPerHour;

        // The first that too many suppress is announced. One that was silent before that had only met another at the same time.
        if (tooMany && !recent.Any(request =>
            request.State == LoginRequestState.Silent && request.CreatedAt > shown[MaxPerHour - 1].CreatedAt))
        {
            await notices.AddAsync(transaction, new LoginRequestsQuietNotification(), cancellationToken);
        }

        return busy || denied || tooMany;
    }

    private LoginRequest New(ChallengeRequest asked, bool quiet, DateTimeOffset now)
    {
        var id = Guid.NewGuid();
        var number = RandomNumberGenerator.GetInt32(10, 100).ToString(CultureInfo.InvariantCulture);
        return new()
        {
            Id = id,
            UserId = asked.UserId,
            Purpose = asked.Purpose,
            AskingSession = asked.Session,
            Number = secrets.Protect(SecretKind, id.ToString(), number),
            UserAgent = asked.Client.UserAgent,
            Address = asked.Client.Address,
            CreatedAt = now,
            ExpiresAt = now + Lifetime,
            State = quiet ? LoginRequestState.Silent : LoginRequestState.Pending,
        };
    }

    private string Number(LoginRequest request) =>
        secrets.Unprotect(SecretKind, request.Id.ToString(), request.Number);

    private static IQueryable<LoginRequest> Latest(PortalDbContext db, string userId, string purpose) =>
        db.Set<LoginRequest>().AsNoTracking()
            .Where(request => request.UserId == userId && request.Purpose == purpose)
            .OrderByDescending(request => request.CreatedAt);
}
