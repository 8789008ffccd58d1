using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using SecurityPortal.ActivityLog;
using SecurityPortal.Data;
using SecurityPortal.Delivery;
using SecurityPortal.Delivery.Limits;
using SecurityPortal.OneTimeCodes;
using SecurityPortal.PhoneNumbers;

namespace SecurityPortal.Support.Cases;

/// <summary>
/// Records how a caller was checked (ASVS 6.4.4). A code and a number are compared here, not by the agent; what the
/// caller knows about the person cannot be recorded at all.
/// </summary>
internal sealed class CaseChecks(
    IDbContextFactory<PortalDbContext> factory, SupportGuard guard, CaseDesk cases, CheckDestinations destinations,
    CheckMessages messages, OneTimeCodeService codes, SendGuard limits, ConversionBook conversions,
    Outbox outbox, PhoneBook phones, ActivityLogWriter log, IOptions<OneTimeCodeOptions> codeOptions, TimeProvider clock)
{
    /// <summary>Wrong numbers that are taken for one person within <see cref="CallBackPeriod"/>.</summary>
    private const int CallBackTries = 3;

    private static readonly TimeSpan CallBackPeriod = TimeSpan.FromHours(24);

    /// <summary>Sends a code to the number or address on file; one that was sent before is void.</summary>
    public async Task<SupportResult> SendCodeAsync(
        Guid sessionId, Guid caseId, CheckKind kind, CancellationToken cancellationToken = default)
    {
        var (check, fault) = await BeginAsync(sessionId, caseId, $"send a code, {kind}", cancellationToken);
        if (check is null)
        {
            return SupportResult.Refuse(fault!.Value);
        }

        if (kind is not (CheckKind.CodeByText or CheckKind.CodeByEmail))
        {
            return SupportResult.Refuse(SupportFault.InvalidInput);
        }

        var (place, none) = await FindAsync(check.UserId, kind, cancellationToken);
        if (place is null)
        {
            return await guard.DenyAsync(check.Agent, check.UserId, $"send a code, {kind}", none!.Value, cancellationToken);
        }

        var id = Guid.CreateVersion7(clock.GetUtcNow());
        var purpose = Purpose(caseId);
        var issued = await codes.IssueAsync(
            new(check.UserId, purpose, kind.ToString(), place.Full),
            async (transaction, code) =>
            {
                if (place.Region is { } region
                    && await limits.ReserveAsync(
                        transaction.Db, Wish(place, region), cancellationToken) is not null)
                {
                    return CodeRefusal.Paused;
                }

                await FailWaitingAsync(transaction.Db, caseId, kind, cancellationToken);
                await cases.TouchAsync(transaction, caseId, cancellationToken);
                transaction.Db.Add(New(id, check, kind, CheckState.Waiting, place.Masked));
                await log.AppendAsync(
                    transaction.Db,
                    check.Agent.Activity(check.UserId, ActivityEvents.CheckSent, $"{kind} {place.Masked}", check.Number),
                    cancellationToken);
                var message = await messages.WriteAsync(transaction, kind, place, code, cancellationToken);
                await outbox.AddAsync(transaction, $"code:{purpose}:{kind}", message, codeOptions.Value.Lifetime, cancellationToken);
                return null;
            },
            cancellationToken);
        return issued switch
        {
            IssueResult.Issued => new SupportResult.Done(id),
            IssueResult.TooSoon => SupportResult.Refuse(SupportFault.TooSoon),
            IssueResult.TooMany or IssueResult.NotSent => SupportResult.Refuse(SupportFault.TooManyTries),
            _ => SupportResult.Refuse(SupportFault.NoDestination),
        };
    }

    /// <summary>Compares what the caller read back.</summary>
    public async Task<SupportResult> AnswerCodeAsync(
        Guid sessionId, Guid caseId, Guid checkId, string? code, CancellationToken cancellationToken = default)
    {
        var (check, fault) = await BeginAsync(sessionId, caseId, "compare a code", cancellationToken);
        if (check is null)
        {
            return SupportResult.Refuse(fault!.Value);
        }

        await using var db = await factory.CreateDbContextAsync(cancellationToken);
        if (await db.Set<CaseCheck>().AsNoTracking().FirstOrDefaultAsync(
            row => row.Id == checkId && row.CaseId == caseId && row.State == CheckState.Waiting, cancellationToken) is not { } waiting)
        {
            return SupportResult.Refuse(SupportFault.ChangedMeanwhile);
        }

        var (place, none) = await FindAsync(check.UserId, waiting.Kind, cancellationToken);
        if (place is null)
        {
            return SupportResult.Refuse(none!.Value);
        }

        if (CodeText.Normalize(code) is not { } digits
            || !await codes.VerifyAsync(
                new(check.UserId, Purpose(caseId), waiting.Kind.ToString(), place.Full), digits, cancellationToken))
        {
            await log.AppendAsync(
                check.Agent.Activity(check.UserId, ActivityEvents.CheckFailed, waiting.Kind.ToString(), check.Number), cancellationToken);
            return SupportResult.Refuse(SupportFault.WrongCode);
        }

        if (place.Region is { } region)
        {
            await conversions.CountEnteredAsync(Wish(place, region), cancellationToken);
        }

        await using var transaction = await PersonTransaction.BeginAsync(factory, check.UserId, cancellationToken);
        var now = clock.GetUtcNow();
        if (await transaction.Db.Set<CaseCheck>().Where(row => row.Id == checkId && row.State == CheckState.Waiting).ExecuteUpdateAsync(
                set => set.SetProperty(row => row.State, CheckState.Passed).SetProperty(row => row.DecidedAt, now), cancellationToken) == 0
            || !await cases.TouchAsync(transaction, caseId, cancellationToken))
        {
            return SupportResult.Refuse(SupportFault.ChangedMeanwhile);
        }

        await LogPassedAsync(transaction.Db, check, waiting.Kind, place.Masked, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return new SupportResult.Done(checkId);
    }

    private static SendWish Wish(CheckDestination place, string region) =>
        new(DeliveryChannel.Sms, place.Full, region, Address: null);

    /// <summary>
    /// Records a call back. The digits that were dialled are compared with the number on file. Tries are counted for the
    /// person, over all cases and agents: two of the four digits are on the screen, so that many tries would find the rest.
    /// </summary>
    public async Task<SupportResult> RecordCallBackAsync(
        Guid sessionId, Guid caseId, string? lastFour, CancellationToken cancellationToken = default)
    {
        const string what = "record a call back";
        var (check, fault) = await BeginAsync(sessionId, caseId, what, cancellationToken);
        if (check is null)
        {
            return SupportResult.Refuse(fault!.Value);
        }

        if (lastFour?.Trim() is not { Length: 4 } digits || !digits.All(char.IsAsciiDigit))
        {
            return SupportResult.Refuse(SupportFault.InvalidInput);
        }

        var (place, none) = await FindAsync(check.UserId, CheckKind.CallBack, cancellationToken);
        if (place is null)
        {
            return await guard.DenyAsync(check.Agent, check.UserId, what, none!.Value, check.Number, cancellationToken);
        }

        bool? isRight;
        await using (var transaction = await PersonTransaction.BeginAsync(factory, check.UserId, cancellationToken))
        {
            isRight = await CompareAsync(transaction, check, digits, cancellationToken);
            if (!await cases.TouchAsync(transaction, caseId, cancellationToken))
            {
                return SupportResult.Refuse(SupportFault.CaseClosed);
            }

            if (isRight is { } passed)
            {
                var row = New(Guid.CreateVersion7(clock.GetUtcNow()), check, CheckKind.CallBack, passed ? CheckState.Passed : CheckState.Failed, place.Masked);
                transaction.Db.Add(row);
                await log.AppendAsync(
                    transaction.Db,
                    check.Agent.Activity(
                        check.UserId, passed ? ActivityEvents.CheckPassed : ActivityEvents.CheckFailed, $"{CheckKind.CallBack} {place.Masked}", check.Number),
                    cancellationToken);
                await transaction.CommitAsync(cancellationToken);
                return passed ? new SupportResult.Done(row.Id) : SupportResult.Refuse(SupportFault.WrongDigits);
            }
        }

        return await guard.DenyAsync(check.Agent, check.UserId, what, SupportFault.TooManyTries, check.Number, cancellationToken);
    }

    // Null when there were too many wrong ones. The transaction holds the person, so that tries sent at once are counted
    // one after the other.
    private async Task<bool?> CompareAsync(
        PersonTransaction transaction, CheckUnderWay check, string digits, CancellationToken cancellationToken)
    {
        var since = clock.GetUtcNow() - CallBackPeriod;
        var wrong = await transaction.Db.Set<CaseCheck>().CountAsync(
            row => row.Kind == CheckKind.CallBack && row.State == CheckState.Failed && row.At > since
                && transaction.Db.Set<SupportCase>().Any(other => other.Id == row.CaseId && other.UserId == check.UserId),
            cancellationToken);
        if (wrong >= CallBackTries)
        {
            return null;
        }

        var hash = phones.LastFour(digits);
        return await transaction.Db.Set<ConfirmedPhone>().AnyAsync(
            phone => phone.UserId == check.UserId && phone.LastFour == hash, cancellationToken);
    }

    /// <summary>Records that a document was seen, and by whom.</summary>
    public async Task<SupportResult> RecordDocumentAsync(
        Guid sessionId, Guid caseId, IdentityDocument document, string? seenBy, CancellationToken cancellationToken = default)
    {
        var (check, fault) = await BeginAsync(sessionId, caseId, "record a document", cancellationToken);
        if (check is null)
        {
            return SupportResult.Refuse(fault!.Value);
        }

        return Enum.IsDefined(document) && SupportText.Line(seenBy, CaseCheck.MaxSeenBy) is { Length: > 1 } name
            ? await RecordAsync(check, CheckKind.IdentityDocument, document.ToString(), name, cancellationToken)
            : SupportResult.Refuse(SupportFault.InvalidInput);
    }

    private async Task<SupportResult> RecordAsync(
        CheckUnderWay check, CheckKind kind, string hint, string? seenBy, CancellationToken cancellationToken)
    {
        await using var transaction = await PersonTransaction.BeginAsync(factory, check.UserId, cancellationToken);
        if (!await cases.TouchAsync(transaction, check.CaseId, cancellationToken))
        {
            return SupportResult.Refuse(SupportFault.CaseClosed);
        }

        var row = New(Guid.CreateVersion7(clock.GetUtcNow()), check, kind, CheckState.Passed, hint, seenBy);
        transaction.Db.Add(row);
        await LogPassedAsync(transaction.Db, check, kind, hint, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return new SupportResult.Done(row.Id);
    }

    private async Task<(CheckUnderWay? Check, SupportFault? Fault)> BeginAsync(
        Guid sessionId, Guid caseId, string what, CancellationToken cancellationToken)
    {
        await using var db = await factory.CreateDbContextAsync(cancellationToken);
        var (agent, none) = await guard.CheckAsync(db, sessionId, cancellationToken);
        if (agent is null)
        {
            return (null, none);
        }

        if (await db.Set<SupportCase>().AsNoTracking().FirstOrDefaultAsync(row => row.Id == caseId, cancellationToken) is not { } found)
        {
            return (null, SupportFault.NotFound);
        }

        if (await SupportGuard.CheckTargetAsync(db, agent, found.UserId, cancellationToken) is { } fault)
        {
            await guard.DenyAsync(agent, found.UserId, what, fault, cancellationToken);
            return (null, fault);
        }

        return found.ClosedAt is null ? (new(agent, caseId, found.Number, found.UserId), null) : (null, SupportFault.CaseClosed);
    }

    private async Task<(CheckDestination? Destination, SupportFault? Fault)> FindAsync(
        string userId, CheckKind kind, CancellationToken cancellationToken)
    {
        await using var db = await factory.CreateDbContextAsync(cancellationToken);
        return await destinations.FindAsync(db, userId, kind, cancellationToken);
    }

    private async Task FailWaitingAsync(PortalDbContext db, Guid caseId, CheckKind kind, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        await db.Set<CaseCheck>().Where(row => row.CaseId == caseId && row.Kind == kind && row.State == CheckState.Waiting)
            .ExecuteUpdateAsync(
                set => set.SetProperty(row => row.State, CheckState.Failed).SetProperty(row => row.DecidedAt, now), cancellationToken);
    }

    private CaseCheck New(Guid id, CheckUnderWay check, CheckKind kind, CheckState state, string hint, string? seenBy = null) => new()
    {
        Id = id,
        CaseId = check.CaseId,
        Kind = kind,
        State = state,
        Hint = hint,
        SeenBy = seenBy,
        By = check.Agent.Id,
        At = clock.GetUtcNow(),
        DecidedAt = state == CheckState.Passed ? clock.GetUtcNow() : null,
    };

    private Task LogPassedAsync(
        PortalDbContext db, CheckUnderWay check, CheckKind kind, string hint, CancellationToken cancellationToken) => log.AppendAsync(
        db, check.Agent.Activity(check.UserId, ActivityEvents.CheckPassed, $"{kind} {hint}", check.Number), cancellationToken);

    // One for a case: a newer code voids the one before, and waits grow.
    private static string Purpose(Guid caseId) => $"support:{caseId:N}";

    private sealed record CheckUnderWay(Agent Agent, Guid CaseId, long Number, string UserId);
}
