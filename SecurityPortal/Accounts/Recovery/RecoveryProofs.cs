using SecurityPortal.Accounts.Email;
using SecurityPortal.Authentication.Flows;
using SecurityPortal.Authentication.Sessions;
using SecurityPortal.TwoFactor.OneTimeCodes;

namespace SecurityPortal.Accounts.Recovery;

/// <summary>Finds the proofs that are possible in a sign-in, and those already given (R20).</summary>
internal sealed class RecoveryProofs(
    IDbContextFactory<PortalDbContext> factory, RecoveryStart start, RecoveryChannels channels, TrustedDevices devices,
    OneTimeCodeService codes)
{
    /// <summary>
    /// The method id under which codes sent by email are stored. No method has it, because email signs nobody in.
    /// </summary>
    public const string EmailStep = AuthenticationMethods.Email;

    /// <summary>Returns the purpose to which codes for this sign-in's recovery are bound.</summary>
    public static string Purpose(AuthenticationFlow flow) => $"recover:{flow.Id:N}";

    /// <summary>
    /// Returns the proofs that the person of the sign-in can give; null if policy or the account allows no such recovery.
    /// </summary>
    /// <param name="device">The cookie of a trusted browser, if there is one.</param>
    public async Task<ProofOffer?> FindAsync(AuthenticationFlow flow, DeviceToken? device, CancellationToken cancellationToken)
    {
        await using var db = await factory.CreateDbContextAsync(cancellationToken);
        return await FindAsync(db, flow, device, cancellationToken);
    }

    /// <inheritdoc cref="FindAsync(AuthenticationFlow, DeviceToken?, CancellationToken)"/>
    public async Task<ProofOffer?> FindAsync(
        PortalDbContext db, AuthenticationFlow flow, DeviceToken? device, CancellationToken cancellationToken)
    {
        var userId = flow.UserId;
        if (flow.Purpose != AuthenticationFlowPurpose.SignIn || !await start.TakesProofsAsync(db, userId, cancellationToken))
        {
            return null;
        }

        var given = await db.Set<RecoveryProof>().Where(proof => proof.FlowId == flow.Id)
            .Select(proof => proof.Kind).ToListAsync(cancellationToken);
        var onFile = await channels.FindAsync(db, userId, cancellationToken);
        List<ProofOption> found = [];
        async Task AddAsync(ProofKind kind, string step, string? hint) => found.Add(new(
            kind, step, hint, given.Contains(kind), await codes.NextSendAsync(Purpose(flow), step, cancellationToken) is not null));

        if (onFile.Email is { } email)
        {
            await AddAsync(ProofKind.Email, EmailStep, EmailAddress.Masked(email));
        }

        if (onFile.Text is { } channel)
        {
            await AddAsync(ProofKind.Text, channel.Method, channel.Hint);
        }

        if (onFile.Emergency is { } emergency && (emergency.Count > 0 || given.Contains(ProofKind.BackupCode)))
        {
            await AddAsync(ProofKind.BackupCode, emergency.Method, hint: null);
        }

        if (device is not null && await devices.KnowsAsync(db, userId, device, cancellationToken))
        {
            found.Add(new(ProofKind.TrustedDevice, AuthenticationMethods.TrustedDevice, Hint: null, IsGiven: true, CodeSent: false));
        }

        return new(found);
    }
}
