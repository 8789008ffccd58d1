using SecurityPortal.Authentication.Flows;
using SecurityPortal.Authentication.Sessions;
using SecurityPortal.TwoFactor;
using SecurityPortal.TwoFactor.OneTimeCodes;
using SecurityPortal.TwoFactor.Verification;

namespace SecurityPortal.Accounts.Recovery;

/// <summary>
/// Lets a person back in without a wait if, besides the password, they give two proofs of different kinds that are on file
/// (R20). All methods are turned off, and the session that begins leads only to enrolment. Each answer is counted with all
/// other second steps of the account before it is checked.
/// </summary>
internal sealed class TwoProofRecovery(
    RecoveryProofs proofs, ProofCodes codes, SecondFactorLockout lockout, RefusedAnswers refused, MethodCatalogue catalogue, GivenProofs given)
{
    /// <summary>
    /// Sends a code; returns null if this proof needs none, was already given, or is not available to the person.
    /// </summary>
    public async Task<IssueResult?> SendAsync(
        AuthenticationFlow flow, ProofKind kind, DeviceToken? device, ClientInfo client, CancellationToken cancellationToken) =>
        await proofs.FindAsync(flow, device, cancellationToken) is { IsPossible: true } offer
        && offer.Find(kind) is { IsGiven: false } option
            ? await codes.SendAsync(flow, option, client, cancellationToken)
            : null;

    /// <summary>
    /// Checks one proof and, if it is the second, lets the person back in. Of several concurrent calls, only one does.
    /// </summary>
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

        var reserved = await lockout.ReserveAsync(flow, option.Step, isGuessable: true, cancellationToken);
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
            await refused.NoteAsync(flow.UserId, option.Step, reserved, client);
            return reserved.Closes ? new ProofResult.Closed() : new ProofResult.Wrong();
        }

        return await given.AddAsync(flow, option, device, client, cancellationToken);
    }

    private bool IsMalformed(ProofOption option, string? answer) => option.Kind == ProofKind.Email
        ? CodeText.Normalize(answer) is null
        : catalogue.Find(option.Step)?.WrongForm(answer) is not null;
}
