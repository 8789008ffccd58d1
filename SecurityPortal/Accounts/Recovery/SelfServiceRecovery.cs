using SecurityPortal.Audit;
using SecurityPortal.Authentication.Flows;
using SecurityPortal.Authentication.Sessions;
using SecurityPortal.Authentication.Throttling;
using SecurityPortal.TwoFactor;
using SecurityPortal.TwoFactor.OneTimeCodes;

namespace SecurityPortal.Accounts.Recovery;

/// <summary>
/// "I can't use any of these": the right password, a wait in which every address on file has been told, and a link that
/// works once, take all methods off; the next sign-in leads to enrolment and to nothing else (ASVS 6.4.4).
/// </summary>
internal sealed class SelfServiceRecovery(
    IDbContextFactory<PortalDbContext> factory, AuthenticationFlowStore flows, RecoveryChannels channels,
    CodeDelivery delivery, OneTimeCodeService codes, MethodTokens tokens, AttemptLimiter limiter, RecoveryStart start)
{
    // Guesses at a code that lets a wait begin: a code takes five, and so does a person before they have to pause.
    private const int Tries = 5;

    /// <summary>The recovery that is open to the person of a pending sign-in.</summary>
    public async Task<RecoveryOffer> OfferAsync(AuthenticationFlow flow, CancellationToken cancellationToken)
    {
        await using var db = await factory.CreateDbContextAsync(cancellationToken);
        return await WithChannelAsync(
            db, flow, await start.OfferAsync(db, flow.UserId, isAgreed: false, cancellationToken), cancellationToken);
    }

    /// <summary>
    /// Begins the wait and tells every address on file at once. Of several at once one does; the others get the same
    /// answer. A pending sign-in is needed: who has not even the password gets nowhere.
    /// </summary>
    public Task<RecoveryOffer> AskAsync(AuthenticationFlow flow, ClientInfo client, CancellationToken cancellationToken) =>
        AskAsync(flow, client, isAgreed: false, cancellationToken);

    /// <summary>Sends the code that lets a wait begin soon after a password was set by mail; null where none would.</summary>
    public async Task<IssueResult?> SendCodeAsync(AuthenticationFlow flow, ClientInfo client, CancellationToken cancellationToken) =>
        await OfferAsync(flow, cancellationToken) is RecoveryOffer.NotYet { Number: not null }
            && await ChannelAsync(flow.UserId, cancellationToken) is { } channel
            ? await delivery.SendAsync(flow.UserId, channel.Method, Purpose(flow), client.Address, cancellationToken)
            : null;

    /// <summary>Begins the wait when the code is right that was sent to the number on file; null when it is not.</summary>
    public async Task<RecoveryOffer?> AskAsync(
        AuthenticationFlow flow, string? code, ClientInfo client, CancellationToken cancellationToken)
    {
        var key = $"recovery-code:{flow.UserId}";
        if (await limiter.ReserveAsync(key, Tries, cancellationToken) is not null
            || await ChannelAsync(flow.UserId, cancellationToken) is not { } channel
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
