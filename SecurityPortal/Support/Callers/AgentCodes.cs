using SecurityPortal.Authentication.Sessions;
using SecurityPortal.Support.Cases;

namespace SecurityPortal.Support.Callers;

/// <summary>
/// Lets a caller check the agent: the agent reads out a code, and the person's own signed-in page shows the same. A code is made
/// only after a check of the caller has passed: a stranger who heard it could use it to pose as support.
/// </summary>
internal sealed class AgentCodes(
    IDbContextFactory<PortalDbContext> factory, SupportGuard guard, SessionStore sessions, Secrets secrets, TimeProvider clock)
{
    /// <summary>How long a code is shown.</summary>
    public static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(10);

    /// <summary>The number of digits in a code.</summary>
    public const int Length = 6;

    /// <summary>The kind of secret as which a code is stored.</summary>
    public const string SecretKind = "agent-code";

    /// <summary>Returns the code to the agent who made it, to read out; null for everyone else, and once it has expired.</summary>
    public async Task<ShownAgentCode?> OfAgentAsync(Guid sessionId, Guid caseId, CancellationToken cancellationToken = default)
    {
        await using var db = await factory.CreateDbContextAsync(cancellationToken);
        return (await guard.CheckAsync(db, sessionId, cancellationToken)).Agent is { } agent
            ? await FindAsync(db, Live(db).Where(pair => pair.Code.CaseId == caseId && pair.Code.By == agent.Id), cancellationToken)
            : null;
    }

    /// <summary>Returns the code that an agent working on this person's case must know now; null when there is none.</summary>
    public async Task<ShownAgentCode?> OfPersonAsync(Guid sessionId, CancellationToken cancellationToken = default)
    {
        await using var db = await factory.CreateDbContextAsync(cancellationToken);
        return await sessions.FindAsync(db, sessionId, cancellationToken) is { IsOnPass: false } session
            ? await FindAsync(db, Live(db).Where(pair => pair.Case.UserId == session.UserId), cancellationToken)
            : null;
    }

    /// <summary>The same for <see cref="AgentCodeCheck"/>, which has no session, with the id of the case.</summary>
    internal async Task<(Guid CaseId, ShownAgentCode Code)?> FindOfPersonAsync(
        PortalDbContext db, string userId, CancellationToken cancellationToken)
    {
        var found = await Live(db).Where(pair => pair.Case.UserId == userId).OrderByDescending(pair => pair.Code.ExpiresAt)
            .FirstOrDefaultAsync(cancellationToken);
        return found is null ? null : (found.Case.Id, Show(found));
    }

    private async Task<ShownAgentCode?> FindAsync(
        PortalDbContext db, IQueryable<LiveCode> codes, CancellationToken cancellationToken)
    {
        var found = await codes.OrderByDescending(pair => pair.Code.ExpiresAt).FirstOrDefaultAsync(cancellationToken);
        return found is null ? null : Show(found);
    }

    private ShownAgentCode Show(LiveCode found) => new(
        found.Case.Number, secrets.Unprotect(SecretKind, found.Code.CaseId.ToString(), found.Code.Code), found.Case.CreatedAt,
        found.Code.ExpiresAt)
    {
        IsSpent = found.Code.Wrong >= AgentCodeCheck.MaxWrong,
    };

    private IQueryable<LiveCode> Live(PortalDbContext db)
    {
        var now = clock.GetUtcNow();
        return
            from code in db.Set<AgentCode>().AsNoTracking()
            join of in db.Set<SupportCase>().AsNoTracking() on code.CaseId equals of.Id
            where code.ExpiresAt > now && of.ClosedAt == null
            select new LiveCode { Code = code, Case = of };
    }

    private sealed record LiveCode
    {
        public required AgentCode Code { get; init; }

        public required SupportCase Case { get; init; }
    }
}
