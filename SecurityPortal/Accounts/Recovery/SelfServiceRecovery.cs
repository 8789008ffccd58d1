using SecurityPortal.Audit;
using SecurityPortal.Authentication.Flows;
using SecurityPortal.Authentication.Sessions;
using SecurityPortal.Authentication.Throttling;
using SecurityPortal.TwoFactor;
using SecurityPortal.TwoFactor.OneTimeCodes;
using SecurityPortal.TwoFactor.Verification;

namespace SecurityPortal.Accounts.Recovery;

/// <summary>
/// "I can't use any of these": the right password, a wait announced to every address on file, and a single-use link turn
/// off all methods. The next sign-in then leads only to enrolment (ASVS 6.4.4).
/// </summary>
internal sealed class SelfServiceRecovery(
    IDbContextFactory<PortalDbContext> factory, AuthenticationFlowStore flows, RecoveryChannels channels,
    CodeDelivery delivery, OneTimeCodeService codes, MethodTokens tokens, AttemptLimiter limiter, RecoveryStart start)
{
    // Guesses at the code that lets a wait begin: five per code, and five per person before a lockout.
    private const int Tries = 5;

    /// <summary>Returns the recovery available to the person of a pending sign-in.</summary>
    public async Task<RecoveryOffer> OfferAsync(AuthenticationFlow flow, CancellationToken cancellationToken)
    {
        await using var db = await factory.CreateDbContextAsync(cancellationToken);
        return await WithChannelAsync(
            db, flow, await start.OfferAsync(db, flow.UserId, isAgreed: false, cancellationToken), cancellationToken);
    }

    /// <summary>
    /// Begins the wait and immediately notifies every address on file. Of several concurrent calls, one begins it; the
    /// others return the same result. Needs a pending sign-in, so nobody gets here without the password.
    /// </summary>
    public Task<RecoveryOffer> AskAsync(AuthenticationFlow flow, ClientInfo client, CancellationToken cancellationToken) =>
        AskAsync(flow, client, isAgreed: false, cancellationToken);

    /// <summary>
    /// Sends the code that lets a wait begin soon after a password reset by email; returns null if no code would.
    /// </summary>
    public async Task<IssueResult?> SendCodeAsync(AuthenticationFlow flow, ClientInfo client, CancellationToken cancellationToken) =>
        await OfferAsync(flow, cancellationToken) is RecoveryOffer.NotYet { Number: not null }
            && await ChannelAsync(flow.UserId, cancellationToken) is { } channel
            ? await delivery.SendAsync(flow.UserId, channel.Method, Purpose(flow), client.Address, cancellationToken)
            : null;

    /// <summary>
    /// Begins the wait if the code that was sent to the number on file is right. Returns null if it is wrong, and
    /// <see cref="RecoveryOffer.CodesLocked"/> if it was not checked.
    /// </summary>
    public async Task<RecoveryOffer?> AskAsync(
        AuthenticationFlow flow, string? code, ClientInfo client, CancellationToken cancellationToken)
    {
        var key = $"recovery-code:{flow.UserId}";
        if (await limiter.ReserveAsync(key, Tries, cancellationToken) is { } until)
        {
            return new RecoveryOffer.CodesLocked(until);
        }

        if (await ChannelAsync(flow.UserId, cancellationToken) is not { } channel
            || !await tokens.VerifyAsync(flow.UserId, channel.Method, Purpose(flow), code))
        {
            return null;
        }

        await limiter.ClearAsync(key, cancellationToken);
        return await AskAsync(flow, client, isAgreed: true, cancellationToken);
    }

    private async Task<RecoveryOffer> AskAsync(
        AuthenticationFlow flow, ClientInfo client, bool isAgreed, CancellationToken cancellationToken)
    {
        await using var transaction = await PersonTransaction.BeginAsync(factory, flow.UserId, cancellationToken);
        if (flow.Purpose != AuthenticationFlowPurpose.SignIn || !await flows.IsAliveAsync(transaction.Db, flow.Id, cancellationToken))
        {
            return new RecoveryOffer.Over();
        }

        var offer = await start.BeginAsync(
            transaction, new AuditEvent(flow.UserId, AuditEvents.RecoveryAsked).From(client), client.Source(),
            byDisavowal: false, isAgreed, cancellationToken);
        offer = await WithChannelAsync(transaction.Db, flow, offer, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return offer;
    }

    private async Task<RecoveryOffer> WithChannelAsync(
        PortalDbContext db, AuthenticationFlow flow, RecoveryOffer offer, CancellationToken cancellationToken) =>
        offer is RecoveryOffer.NotYet later && await channels.ChannelAsync(db, flow.UserId, cancellationToken) is { } channel
            ? later with
            {
                Number = channel.Hint,
                CodeSent = await codes.NextSendAsync(Purpose(flow), channel.Method, cancellationToken) is not null,
            }
            : offer;

    private async Task<MethodEnrolment?> ChannelAsync(string userId, CancellationToken cancellationToken)
    {
        await using var db = await factory.CreateDbContextAsync(cancellationToken);
        return await channels.ChannelAsync(db, userId, cancellationToken);
    }

    private static string Purpose(AuthenticationFlow flow) => RecoveryProofs.Purpose(flow);
}
