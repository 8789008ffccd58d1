using SecurityPortal.Audit;
using SecurityPortal.TwoFactor.PhoneNumbers;

namespace SecurityPortal.Support.Cases;

/// <summary>
/// Records checks that someone vouches for: a call to the number on file, a document that was seen (ASVS 6.4.4).
/// <see cref="CallerProof"/> decides what they are worth when they rest on the agent's own word.
/// </summary>
internal sealed class WitnessedChecks(
    IDbContextFactory<PortalDbContext> factory, CheckOpening opening, CaseService cases, ConfirmedPhoneStore phones, TimeProvider clock)
{
    /// <summary>Wrong attempts allowed for one person within <see cref="CallBackPeriod"/>.</summary>
    private const int CallBackTries = 3;

    private static readonly TimeSpan CallBackPeriod = TimeSpan.FromHours(24);

    /// <summary>
    /// Records a call back. The digits dialled are compared with the number on file. Attempts are counted per person, across all
    /// cases and agents: two of the four digits are on the screen, so many attempts would find the rest.
    /// </summary>
    public async Task<SupportResult> RecordCallBackAsync(
        Guid sessionId, Guid caseId, string? lastFour, CancellationToken cancellationToken = default)
    {
        const string what = "record a call back";
        var (check, fault) = await opening.BeginAsync(sessionId, caseId, what, cancellationToken);
        if (check is null)
        {
            return SupportResult.Refuse(fault!.Value);
        }

        if (lastFour?.Trim() is not { Length: 4 } digits || !digits.All(char.IsAsciiDigit))
        {
            return SupportResult.Refuse(SupportFault.InvalidInput);
        }

        var (place, none) = await opening.FindAsync(check.UserId, CheckKind.CallBack, cancellationToken);
        if (place is null)
        {
            return await opening.DenyAsync(check, what, none!.Value, cancellationToken);
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
                var now = clock.GetUtcNow();
                var row = check.New(
                    Guid.CreateVersion7(now), CheckKind.CallBack, passed ? CheckState.Passed : CheckState.Failed, place.Masked, now);
                transaction.Db.Add(row);
                await opening.LogAsync(
                    transaction, check, passed ? AuditEvents.CheckPassed : AuditEvents.CheckFailed, $"{CheckKind.CallBack} {place.Masked}",
                    cancellationToken);
                await transaction.CommitAsync(cancellationToken);
                return passed ? new SupportResult.Done(row.Id) : SupportResult.Refuse(SupportFault.WrongDigits);
            }
        }

        return await opening.DenyAsync(check, what, SupportFault.TooManyTries, cancellationToken);
    }

    // Null when there were too many wrong attempts. The transaction locks the person's row, so that concurrent attempts are
    // counted one after the other.
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
        const string what = "record a document";
        var (check, fault) = await opening.BeginAsync(sessionId, caseId, what, cancellationToken);
        if (check is null)
        {
            return SupportResult.Refuse(fault!.Value);
        }

        return Enum.IsDefined(document) && SupportText.Line(seenBy, CaseCheck.MaxSeenBy) is { Length: > 1 } name
            ? await RecordAsync(check, document, name, cancellationToken)
            : SupportResult.Refuse(SupportFault.InvalidInput);
    }

    private async Task<SupportResult> RecordAsync(
        CheckUnderWay check, IdentityDocument document, string seenBy, CancellationToken cancellationToken)
    {
        await using var transaction = await PersonTransaction.BeginAsync(factory, check.UserId, cancellationToken);
        if (!await cases.TouchAsync(transaction, check.CaseId, cancellationToken))
        {
            return SupportResult.Refuse(SupportFault.CaseClosed);
        }

        var now = clock.GetUtcNow();
        var row = check.New(
            Guid.CreateVersion7(now), CheckKind.IdentityDocument, CheckState.Passed, document.ToString(), now, seenBy);
        transaction.Db.Add(row);
        await opening.LogAsync(
            transaction, check, AuditEvents.CheckPassed, $"{CheckKind.IdentityDocument} {document}", cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return new SupportResult.Done(row.Id);
    }
}
