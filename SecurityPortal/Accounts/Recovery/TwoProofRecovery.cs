using Microsoft.EntityFrameworkCore;
using SecurityPortal.Audit;
using SecurityPortal.Authentication.Flows;
using SecurityPortal.Authentication.Sessions;
using SecurityPortal.Platform.Database;
using SecurityPortal.TwoFactor;
using SecurityPortal.TwoFactor.OneTimeCodes;

namespace SecurityPortal.Accounts.Recovery;

/// <summary>
/// Gets a person back in without a wait who, beside the password, shows two things of different kinds that are on file
/// (R20): all methods are turned off, and the session that begins leads to enrolment and to nothing else. Each answer is
/// counted with all other second steps of the account before it is looked at.
/// </summary>
internal sealed class TwoProofRecovery(
    IDbContextFactory<PortalDbContext> factory, AuthenticationFlowStore flows, RecoveryProofs proofs, ProofCodes codes, SecondFactorLockout answers,
    RefusedAnswers refused, ProofNotifications notices, MethodsTakenOff takenOff, SessionStore sessions, MethodCatalogue catalogue,
    AuditLogWriter log, TimeProvider clock)
{
    /// <summary>Sends a code; null when this proof needs none, was given, or is not open to the person.</summary>
    public async Task<IssueResult?> SendAsync(
        AuthenticationFlow flow, ProofKind kind, DeviceToken? device, ClientInfo client, CancellationToken cancellationToken) =>
        await proofs.FindAsync(flow, device, cancellationToken) is { IsPossible: true } offer
        && offer.Find(kind) is { IsGiven: false } option
            ? await codes.SendAsync(flow, option, client, cancellationToken)
            : null;

    /// <summary>Looks at one proof, and gets the person back in when it is the second. Of several at once one does.</summary>
    public async Task<ProofResult> GiveAsync(
        AuthenticationFlow flow, ProofKind kind, string? answer, DeviceToken? device, ClientInfo client, CancellationToken cancellationToken)
    {
        if (await proofs.FindAsync(flow, device, cancellationToken) is not { IsPossible: true } offer
            || offer.Find(kind) is not { IsGiven: false } option)
        {
            return new ProofResult.Over();
        }

        if (IsMalformed(option, answer))
        {
            return new ProofResult.Malformed();
        }

        var reserved = await answers.ReserveAsync(flow, option.Step, isGuessable: true, cancellationToken);
        switch (reserved)
        {
            case { IsOver: true }:
                return new ProofResult.Over();
            case { IsClosed: true }:
                return new ProofResult.Closed();
            case { LockedUntil: { } until }:
                return new ProofResult.Locked(until);
        }

        if (!await codes.VerifyAsync(flow, option, answer, cancellationToken))
        {
            await refused.NoteAsync(flow.UserId, option.Step, reserved, client, cancellationToken);
            return reserved.Closes ? new ProofResult.Closed() : new ProofResult.Wrong();
        }

        return await NoteAsync(flow, option, device, client, cancellationToken);
    }

    private bool IsMalformed(ProofOption option, string? answer) => option.Kind == ProofKind.Email
        ? CodeText.Normalize(answer) is null
        : catalogue.Find(option.Step)?.WrongForm(answer) is not null;

    private async Task<ProofResult> NoteAsync(
        AuthenticationFlow flow, ProofOption option, DeviceToken? device, ClientInfo client, CancellationToken cancellationToken)
    {
        await using var transaction = await PersonTransaction.BeginAsync(factory, flow.UserId, cancellationToken);
        if (!await flows.IsAliveAsync(transaction.Db, flow.Id, cancellationToken))
        {
            return new ProofResult.Over();
        }

        if (await transaction.Db.Set<RecoveryProof>().AnyAsync(
            proof => proof.FlowId == flow.Id && proof.Kind == option.Kind, cancellationToken))
        {
            return new ProofResult.Given();
        }

        transaction.Db.Add(new RecoveryProof { FlowId = flow.Id, Kind = option.Kind, GivenAt = clock.GetUtcNow() });
        await transaction.Db.SaveChangesAsync(cancellationToken);

        // Looked at again: what has changed in the meantime counts no more.
        if (await proofs.FindAsync(transaction.Db, flow, device, cancellationToken) is not { } offer)
        {
            return new ProofResult.Over();
        }

        // Spent before any counter is touched, in the order in which whoever counts an answer takes them: else two of these wait
        // for each other on PostgreSQL. And before the new stamp, which ends the sign-in as well.
        if (offer.IsDone && !await flows.ConsumeAsync(transaction.Db, flow.Id, cancellationToken))
        {
            return new ProofResult.Over();
        }

        // Wrong answers to other things still count: somebody who reads the mail gets no more guesses at the phone.
        await SecondFactorLockout.ClearAsync(transaction, [option.Step], cancellationToken);
        await log.AppendAsync(
            transaction.Db, new AuditEvent(flow.UserId, AuditEvents.RecoveryProven, option.Step).From(client), cancellationToken);
        ProofResult result = offer.IsDone
            ? await RestoreAsync(transaction, offer, client, cancellationToken)
            : new ProofResult.Given();
        if (result is ProofResult.Given)
        {
            await notices.TellAsync(transaction, option.Kind, client, cancellationToken);
        }

        if (result is not ProofResult.Over)
        {
            await transaction.CommitAsync(cancellationToken);
        }

        return result;
    }

    private async Task<ProofResult> RestoreAsync(
        PersonTransaction transaction, ProofOffer offer, ClientInfo client, CancellationToken cancellationToken)
    {
        var userId = transaction.UserId;
        var shown = string.Join(',', offer.Options.Where(option => option.IsGiven).Select(option => option.Step));
        await takenOff.ApplyAsync(
            transaction, new AuditEvent(userId, AuditEvents.RecoveredByProofs, shown), new RecoveredNotification(ByProofs: true),
            client, cancellationToken);
        if (await sessions.BeginAsync(
            transaction, secondStep: null, AuthenticationMethods.Password, client, cancellationToken) is not { } token)
        {
            return new ProofResult.Over();
        }

        await log.AppendAsync(
            transaction.Db, new AuditEvent(userId, AuditEvents.SignedIn, AuthenticationMethods.Password).From(client), cancellationToken);
        return new ProofResult.Restored(token);
    }
}
