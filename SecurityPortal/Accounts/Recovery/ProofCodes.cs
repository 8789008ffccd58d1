using SecurityPortal.Authentication.Flows;
using SecurityPortal.Authentication.Sessions;
using SecurityPortal.Messaging.Delivery;
using SecurityPortal.TwoFactor.OneTimeCodes;
using SecurityPortal.TwoFactor.Verification;

namespace SecurityPortal.Accounts.Recovery;

/// <summary>Sends and verifies the codes of a recovery by two proofs. Each is bound to the sign-in and to its channel.</summary>
internal sealed class ProofCodes(
    IDbContextFactory<PortalDbContext> factory, CodeDelivery delivery, OneTimeCodeService codes, MethodTokens tokens,
    RecoveryChannels channels, RecoveryMail mail, Outbox outbox, IOptions<OneTimeCodeOptions> options)
{
    /// <summary>Sends a new code, which voids the previous one; returns null for proofs that need no code.</summary>
    public async Task<IssueResult?> SendAsync(
        AuthenticationFlow flow, ProofOption option, ClientInfo client, CancellationToken cancellationToken) => option.Kind switch
        {
            ProofKind.Text => await delivery.SendAsync(
                flow.UserId, option.Step, RecoveryProofs.Purpose(flow), client.Address, cancellationToken),
            ProofKind.Email => await SendMailAsync(flow, cancellationToken),
            _ => null,
        };

    /// <summary>Returns whether the answer is right. A right answer is used up by this and works only once.</summary>
    public async Task<bool> VerifyAsync(
        AuthenticationFlow flow, ProofOption option, string? answer, CancellationToken cancellationToken)
    {
        if (option.Kind != ProofKind.Email)
        {
            return await tokens.VerifyAsync(flow.UserId, option.Step, RecoveryProofs.Purpose(flow), answer);
        }

        return CodeText.Normalize(answer) is { } code
            && await AddressAsync(flow.UserId, cancellationToken) is { } email
            && await codes.VerifyAsync(Request(flow, email), code, cancellationToken);
    }

    private async Task<IssueResult> SendMailAsync(AuthenticationFlow flow, CancellationToken cancellationToken)
    {
        if (await AddressAsync(flow.UserId, cancellationToken) is not { } email)
        {
            return new IssueResult.NoDestination();
        }

        return await codes.IssueAsync(
            Request(flow, email),
            async (transaction, code) =>
            {
                var message = await mail.ComposeCodeAsync(transaction.Db, flow.UserId, email, code, cancellationToken);
                await outbox.AddAsync(
                    transaction, $"code:{RecoveryProofs.Purpose(flow)}:{RecoveryProofs.EmailStep}", message, options.Value.Lifetime,
                    cancellationToken);
                return null;
            },
            cancellationToken);
    }

    private async Task<string?> AddressAsync(string userId, CancellationToken cancellationToken)
    {
        await using var db = await factory.CreateDbContextAsync(cancellationToken);
        return await channels.EmailAsync(db, userId, cancellationToken);
    }

    private static CodeRequest Request(AuthenticationFlow flow, string email) =>
        new(flow.UserId, RecoveryProofs.Purpose(flow), RecoveryProofs.EmailStep, email);
}
