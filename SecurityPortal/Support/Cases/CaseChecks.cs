using SecurityPortal.Audit;
using SecurityPortal.Messaging.Delivery.Limits;
using SecurityPortal.TwoFactor;
using SecurityPortal.TwoFactor.OneTimeCodes;

namespace SecurityPortal.Support.Cases;

/// <summary>
/// Sends codes that the caller reads back, and compares them (ASVS 6.4.4). The portal compares, not the agent. What the caller
/// knows about the person cannot be recorded as a check at all.
/// </summary>
internal sealed class CaseChecks(
    IDbContextFactory<PortalDbContext> factory, CheckOpening opening, CaseService cases, CheckMessages messages, OneTimeCodeService codes,
    SendGuard limits, ConversionMonitor conversions, TimeProvider clock)
{
    /// <summary>Returns the purpose of codes for this case. There is one per case: a newer code voids the last, and waits grow.</summary>
    public static string Purpose(Guid caseId) => $"support:{caseId:N}";

    /// <summary>Sends a code to the number or address on file, which voids any earlier one.</summary>
    public async Task<SupportResult> SendCodeAsync(
        Guid sessionId, Guid caseId, CheckKind kind, CancellationToken cancellationToken = default)
    {
        var what = $"send a code, {kind}";
        var (check, fault) = await opening.BeginAsync(sessionId, caseId, what, cancellationToken);
        if (check is null)
        {
            return SupportResult.Refuse(fault!.Value);
        }

        if (kind is not (CheckKind.CodeByText or CheckKind.CodeByEmail))
        {
            return SupportResult.Refuse(SupportFault.InvalidInput);
        }

        var (place, none) = await opening.FindAsync(check.UserId, kind, cancellationToken);
        if (place is null)
        {
            return await opening.DenyAsync(check, what, none!.Value, cancellationToken);
        }

        var now = clock.GetUtcNow();
        var id = Guid.CreateVersion7(now);
        var purpose = Purpose(caseId);
        var issued = await codes.IssueAsync(
            new(check.UserId, purpose, kind.ToString(), place.Full),
            async (transaction, code) =>
            {
                if (place.Request is { } request && await limits.ReserveAsync(transaction.Db, request, cancellationToken) is { } refusal)
                {
                    return SentCodes.Refusal(refusal);
                }

                await transaction.Db.Set<CaseCheck>()
                    .Where(row => row.CaseId == caseId && row.Kind == kind && row.State == CheckState.Waiting)
                    .ExecuteUpdateAsync(
                        set => set.SetProperty(row => row.State, CheckState.Replaced).SetProperty(row => row.DecidedAt, now),
                        cancellationToken);
                await cases.TouchAsync(transaction, caseId, cancellationToken);
                transaction.Db.Add(check.New(id, kind, CheckState.Waiting, place.Masked, now, expiresAt: now + codes.Lifetime));
                await opening.LogAsync(transaction, check, AuditEvents.CheckSent, $"{kind} {place.Masked}", cancellationToken);
                await messages.SendAsync(transaction, $"code:{purpose}:{kind}", kind, place, code, cancellationToken);
                return null;
            },
            cancellationToken);
        return issued switch
        {
            IssueResult.Issued => new SupportResult.Done(id),
            IssueResult.TooSoon => SupportResult.Refuse(SupportFault.TooSoon),
            IssueResult.NotSent { Why: CodeRefusal.RegionNotServed } => SupportResult.Refuse(SupportFault.RegionNotServed),
            IssueResult.NotSent { Why: CodeRefusal.Paused } => SupportResult.Refuse(SupportFault.SendingPaused),
            IssueResult.TooMany or IssueResult.NotSent => SupportResult.Refuse(SupportFault.TooManyTries),
            _ => SupportResult.Refuse(SupportFault.NoDestination),
        };
    }

    /// <summary>
    /// Compares what the caller read back. Distinguishes an expired or used-up code from a wrong one: by then not even the right
    /// code would pass, and an honest caller must not look like an attacker.
    /// </summary>
    public async Task<SupportResult> AnswerCodeAsync(
        Guid sessionId, Guid caseId, Guid checkId, string? code, CancellationToken cancellationToken = default)
    {
        var (check, fault) = await opening.BeginAsync(sessionId, caseId, "compare a code", cancellationToken);
        if (check is null)
        {
            return SupportResult.Refuse(fault!.Value);
        }

        CaseCheck? sent;
        await using (var db = await factory.CreateDbContextAsync(cancellationToken))
        {
            sent = await db.Set<CaseCheck>().AsNoTracking()
                .FirstOrDefaultAsync(row => row.Id == checkId && row.CaseId == caseId, cancellationToken);
        }

        if (sent is { Number: not null })
        {
            return SupportResult.Refuse(SupportFault.InvalidInput);
        }

        if (sent?.State != CheckState.Waiting)
        {
            return SupportResult.Refuse(sent?.State switch
            {
                CheckState.Failed => SupportFault.CodeUsedUp,
                CheckState.Expired => SupportFault.CodeExpired,
                _ => SupportFault.ChangedMeanwhile,
            });
        }

        var (place, none) = await opening.FindAsync(check.UserId, sent.Kind, cancellationToken);
        if (place is null)
        {
            return SupportResult.Refuse(none!.Value);
        }

        if (CodeText.Normalize(code) is not { } digits
            || !await codes.VerifyAsync(
                new(check.UserId, Purpose(caseId), sent.Kind.ToString(), place.Full), digits, cancellationToken))
        {
            return await FailAsync(check, sent, cancellationToken);
        }

        if (place.Request is { } request)
        {
            await conversions.CountEnteredAsync(request, cancellationToken);
        }

        return await EndAsync(check, sent, CheckState.Passed, AuditEvents.CheckPassed, $"{sent.Kind} {place.Masked}", cancellationToken)
            ? new SupportResult.Done(checkId)
            : SupportResult.Refuse(SupportFault.ChangedMeanwhile);
    }

    // A wrong code leaves the check open while the code has time and attempts left.
    private async Task<SupportResult> FailAsync(CheckUnderWay check, CaseCheck sent, CancellationToken cancellationToken)
    {
        var life = await codes.LookAsync(Purpose(check.CaseId), sent.Kind.ToString(), cancellationToken);
        if (life is null || life.ExpiresAt <= clock.GetUtcNow())
        {
            await EndAsync(check, sent, CheckState.Expired, AuditEvents.CheckFailed, $"{sent.Kind}", cancellationToken);
            return SupportResult.Refuse(SupportFault.CodeExpired);
        }

        if (life.TriesLeft == 0)
        {
            await EndAsync(check, sent, CheckState.Failed, AuditEvents.CheckFailed, $"{sent.Kind}", cancellationToken);
            return SupportResult.Refuse(SupportFault.CodeUsedUp);
        }

        await using var transaction = await PersonTransaction.BeginAsync(factory, check.UserId, cancellationToken);
        await opening.LogAsync(transaction, check, AuditEvents.CheckFailed, $"{sent.Kind}", cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return SupportResult.Refuse(SupportFault.WrongCode);
    }

    // Of several concurrent answers exactly one gets true.
    private async Task<bool> EndAsync(
        CheckUnderWay check, CaseCheck sent, CheckState state, AuditEventType what, string detail, CancellationToken cancellationToken)
    {
        await using var transaction = await PersonTransaction.BeginAsync(factory, check.UserId, cancellationToken);
        var now = clock.GetUtcNow();
        if (await transaction.Db.Set<CaseCheck>().Where(row => row.Id == sent.Id && row.State == CheckState.Waiting).ExecuteUpdateAsync(
                set => set.SetProperty(row => row.State, state).SetProperty(row => row.DecidedAt, now), cancellationToken) == 0
            || !await cases.TouchAsync(transaction, check.CaseId, cancellationToken))
        {
            return false;
        }

        await opening.LogAsync(transaction, check, what, detail, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return true;
    }
}
