using SecurityPortal.Audit;
using SecurityPortal.Authentication.Flows;
using SecurityPortal.Authentication.Sessions;

namespace SecurityPortal.Accounts.Recovery;

/// <summary>Records the proofs given in a sign-in. The second one turns off all methods and begins a session (R20).</summary>
internal sealed class GivenProofs(
    IDbContextFactory<PortalDbContext> factory, AuthenticationFlowStore flows, RecoveryProofs proofs, ProofNotifications notices,
    MethodsTakenOff takenOff, SessionStore sessions, AuditLogWriter log, TimeProvider clock)
{
    /// <summary>
    /// Records a right proof and, if it is the second, lets the person back in. Of several concurrent calls, only one does.
    /// </summary>
    public async Task<ProofResult> AddAsync(
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

        // Check again: what has changed in the meantime no longer counts.
        if (await proofs.FindAsync(transaction.Db, flow, device, cancellationToken) is not { } offer)
        {
            return new ProofResult.Over();
        }

        // Consume the flow before touching any counter, in the order in which counting an answer takes them; otherwise two
        // of these could deadlock on PostgreSQL. It must also come before the new security stamp, which ends the flow too.
        if (offer.IsDone && !await flows.ConsumeAsync(transaction.Db, flow.Id, cancellationToken))
        {
            return new ProofResult.Over();
        }

        // Wrong answers to other proofs still count: somebody who can read the emails gets no more guesses at the codes
        // sent to the phone.
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
