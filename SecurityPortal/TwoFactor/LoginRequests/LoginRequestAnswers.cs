using SecurityPortal.Audit;
using SecurityPortal.Authentication.Flows;
using SecurityPortal.Authentication.Sessions;

namespace SecurityPortal.TwoFactor.LoginRequests;

/// <summary>
/// The answering side, for any browser in which the person is signed in. Every call names the session that it comes from,
/// and one conditional update makes each decision.
/// </summary>
internal sealed class LoginRequestAnswers(
    IDbContextFactory<PortalDbContext> factory, SessionStore sessions, Approvers approvers, LoginRequestService desk,
    AuthenticationFlowStore flows, AuditLogWriter log, SecurityEventRecorder recorder, TimeProvider clock)
{
    private const int MaxTries = 3;

    /// <summary>Returns the request that this session can answer, if there is one.</summary>
    public async Task<OpenRequest?> PendingAsync(Guid sessionId, Guid? requestId = null, CancellationToken cancellationToken = default)
    {
        await using var db = await factory.CreateDbContextAsync(cancellationToken);
        if (await FindAsync(db, sessionId, cancellationToken) is not { } session)
        {
            return null;
        }

        // Only one is open at a time; the others belong to sign-ins that are over.
        var pending = await Pending(db, session).AsNoTracking().Where(request => requestId == null || request.Id == requestId)
            .OrderByDescending(request => request.CreatedAt).ToListAsync(cancellationToken);
        foreach (var request in pending)
        {
            if (await flows.IsOpenAsync(db, request.Purpose, cancellationToken))
            {
                return new(request.Id, request.UserAgent, request.Address, request.CreatedAt, approvers.May(session))
                {
                    IsTest = EnrolmentPurpose.Id(request.Purpose) is not null,
                };
            }
        }

        return null;
    }

    /// <summary>Approves the request if the number matches the one on the requesting screen.</summary>
    public async Task<AnswerOutcome> ApproveAsync(
        Guid sessionId, Guid requestId, string? number, CancellationToken cancellationToken = default)
    {
        await using var db = await factory.CreateDbContextAsync(cancellationToken);
        if (await FindAsync(db, sessionId, cancellationToken) is not { } session)
        {
            return AnswerOutcome.Over;
        }

        if (!approvers.May(session))
        {
            return AnswerOutcome.NotAllowed;
        }

        var request = Pending(db, session).Where(row => row.Id == requestId);
        if (!await IsWantedAsync(db, session, requestId, cancellationToken))
        {
            return AnswerOutcome.Over;
        }

        // A number in the wrong format is not a guess, so it costs no try.
        if (number?.Trim() is not { Length: 2 } digits || !digits.All(char.IsAsciiDigit))
        {
            return AnswerOutcome.WrongNumber;
        }

        var reserved = await request.Where(row => row.Tries < MaxTries).ExecuteUpdateAsync(
            set => set.SetProperty(row => row.Tries, row => row.Tries + 1), cancellationToken);
        if (reserved == 0 || await request.AsNoTracking().FirstOrDefaultAsync(cancellationToken) is not { } row)
        {
            return AnswerOutcome.Over;
        }

        if (!desk.IsNumber(row, digits))
        {
            return row.Tries < MaxTries ? AnswerOutcome.WrongNumber
                : await CancelAsync(sessionId, requestId, cancellationToken) == AnswerOutcome.Done ? AnswerOutcome.TooManyWrong
                : AnswerOutcome.Over;
        }

        await using var transaction = await PersonTransaction.BeginAsync(factory, session.UserId, cancellationToken);
        var now = clock.GetUtcNow();
        var approved = await Pending(transaction.Db, session).Where(pending => pending.Id == requestId).ExecuteUpdateAsync(
            set => set
                .SetProperty(row => row.State, LoginRequestState.Approved)
                .SetProperty(row => row.ApprovedBy, sessionId)
                .SetProperty(row => row.DecidedAt, now),
            cancellationToken);
        if (approved == 0)
        {
            return AnswerOutcome.Over;
        }

        await log.AppendAsync(transaction.Db, Entry(session, AuditEvents.LoginRequestApproved, row), cancellationToken);
        transaction.AfterCommit(() => desk.Announce(session.UserId, requestId));
        await transaction.CommitAsync(cancellationToken);
        return AnswerOutcome.Done;
    }

    /// <summary>Handles "It was me, cancel".</summary>
    public async Task<AnswerOutcome> CancelAsync(Guid sessionId, Guid requestId, CancellationToken cancellationToken = default)
    {
        await using var db = await factory.CreateDbContextAsync(cancellationToken);
        if (await FindAsync(db, sessionId, cancellationToken) is not { } session)
        {
            return AnswerOutcome.Over;
        }

        if (!await IsWantedAsync(db, session, requestId, cancellationToken))
        {
            return AnswerOutcome.Over;
        }

        var now = clock.GetUtcNow();
        var cancelled = await Pending(db, session).Where(row => row.Id == requestId).ExecuteUpdateAsync(
            set => set
                .SetProperty(row => row.State, LoginRequestState.Cancelled)
                .SetProperty(row => row.DecidedAt, now),
            cancellationToken);
        desk.Announce(session.UserId, requestId);
        return cancelled == 1 ? AnswerOutcome.Done : AnswerOutcome.Over;
    }

    /// <summary>
    /// Handles "It wasn't me": ends that sign-in, silences further requests for an hour, and notifies the person by email.
    /// </summary>
    public async Task<AnswerOutcome> DenyAsync(Guid sessionId, Guid requestId, CancellationToken cancellationToken = default)
    {
        if (await sessions.FindAsync(sessionId, cancellationToken) is not { } session || !Approvers.IsAsked(session))
        {
            return AnswerOutcome.Over;
        }

        await using var transaction = await PersonTransaction.BeginAsync(factory, session.UserId, cancellationToken);
        var now = clock.GetUtcNow();
        var request = await Pending(transaction.Db, session).AsNoTracking()
            .FirstOrDefaultAsync(row => row.Id == requestId, cancellationToken);
        if (request is null || !await flows.IsOpenAsync(transaction.Db, request.Purpose, cancellationToken))
        {
            return AnswerOutcome.Over;
        }

        var denied = await Pending(transaction.Db, session).Where(row => row.Id == requestId).ExecuteUpdateAsync(
            set => set
                .SetProperty(row => row.State, LoginRequestState.Denied)
                .SetProperty(row => row.DecidedAt, now),
            cancellationToken);
        if (denied == 0)
        {
            return AnswerOutcome.Over;
        }

        await flows.EndAsync(transaction, request.Purpose, cancellationToken);
        await recorder.RecordAsync(
            transaction, Entry(session, AuditEvents.LoginRequestDenied, request), new LoginRequestDeniedNotification(), client: null,
            cancellationToken);
        transaction.AfterCommit(() => desk.Announce(session.UserId, requestId));
        await transaction.CommitAsync(cancellationToken);
        return AnswerOutcome.Done;
    }

    // Records which browser answered, and which one had asked.
    private static AuditEvent Entry(LiveSession session, AuditEventType name, LoginRequest request) =>
        new AuditEvent(session.UserId, name, request.UserAgent).From(session.Client);

    private async Task<LiveSession?> FindAsync(PortalDbContext db, Guid sessionId, CancellationToken cancellationToken) =>
        await sessions.FindAsync(db, sessionId, cancellationToken) is { } session && Approvers.IsAsked(session) ? session : null;

    // The person who asked may have signed in with another method in the meantime, or given up.
    private async Task<bool> IsWantedAsync(
        PortalDbContext db, LiveSession session, Guid requestId, CancellationToken cancellationToken) =>
        await Pending(db, session).Where(row => row.Id == requestId).Select(row => row.Purpose)
            .FirstOrDefaultAsync(cancellationToken) is { } purpose
        && await flows.IsOpenAsync(db, purpose, cancellationToken);

    private IQueryable<LoginRequest> Pending(PortalDbContext db, LiveSession session)
    {
        var now = clock.GetUtcNow();
        return db.Set<LoginRequest>().Where(request =>
            request.UserId == session.UserId
            && request.State == LoginRequestState.Pending
            && request.ExpiresAt > now
            && (request.AskingSession == null || request.AskingSession != session.Id));
    }
}
