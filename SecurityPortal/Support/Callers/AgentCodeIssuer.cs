using SecurityPortal.Audit;
using SecurityPortal.Platform.Signals;
using SecurityPortal.Support.Cases;

namespace SecurityPortal.Support.Callers;

/// <summary>Makes the code by which a caller checks the agent (<see cref="AgentCodes"/>).</summary>
internal sealed class AgentCodeIssuer(
    IDbContextFactory<PortalDbContext> factory, CheckOpening opening, CallerProofs proofs, CaseService cases, Secrets secrets, ISignals signals,
    TimeProvider clock)
{
    private const string What = "show an agent code";

    /// <summary>Makes a code for a case, which replaces any earlier one.</summary>
    public async Task<SupportResult> MakeAsync(Guid sessionId, Guid caseId, CancellationToken cancellationToken = default)
    {
        var (check, none) = await opening.BeginAsync(sessionId, caseId, What, cancellationToken);
        if (check is null)
        {
            return SupportResult.Refuse(none!.Value);
        }

        await using (var transaction = await PersonTransaction.BeginAsync(factory, check.UserId, cancellationToken))
        {
            var db = transaction.Db;
            if (!await cases.TouchAsync(transaction, caseId, cancellationToken))
            {
                return SupportResult.Refuse(SupportFault.CaseClosed);
            }

            if ((await proofs.FindAsync(db, caseId, check.UserId, check.Agent.Id, cancellationToken)).Checks.Count > 0)
            {
                await db.Set<AgentCode>().Where(row => row.CaseId == caseId).ExecuteDeleteAsync(cancellationToken);
                var digits = RandomNumberGenerator.GetInt32(0, 1_000_000).ToString("D6", CultureInfo.InvariantCulture);
                db.Add(new AgentCode
                {
                    CaseId = caseId,
                    Code = secrets.Protect(AgentCodes.SecretKind, caseId.ToString(), digits),
                    By = check.Agent.Id,
                    ExpiresAt = clock.GetUtcNow() + AgentCodes.Lifetime,
                });
                await opening.LogAsync(transaction, check, AuditEvents.AgentCodeMade, "", cancellationToken);
                transaction.AfterCommit(() => signals.Publish(SignalTopics.Person(check.UserId)));
                await transaction.CommitAsync(cancellationToken);
                return new SupportResult.Done(caseId);
            }
        }

        return await opening.DenyAsync(check, What, SupportFault.NoCheckYet, cancellationToken);
    }
}
