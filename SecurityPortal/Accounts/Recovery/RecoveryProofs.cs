using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using SecurityPortal.Authentication.Flows;
using SecurityPortal.Authentication.Sessions;
using SecurityPortal.Platform.Database;
using SecurityPortal.TwoFactor;
using SecurityPortal.TwoFactor.OneTimeCodes;

namespace SecurityPortal.Accounts.Recovery;

/// <summary>
/// What a person could show in this sign-in, and has shown (R20). What was changed lately proves nothing, and neither does
/// the mailbox when the password came by it: that is one channel, and counts once.
/// </summary>
internal sealed class RecoveryProofs(
    IDbContextFactory<PortalDbContext> factory, RecoveryStart start, Enrolments enrolments, MethodCatalogue catalogue,
    RecentChanges changes, TrustedDevices devices, OneTimeCodeService codes, IOptionsMonitor<RecoveryOptions> options,
    TimeProvider clock)
{
    /// <summary>The method id under which codes by e-mail are kept. No method has it: e-mail signs nobody in.</summary>
    public const string EmailStep = AuthenticationMethods.Email;

    /// <summary>What codes for this sign-in's recovery are bound to.</summary>
    public static string Purpose(AuthenticationFlow flow) => $"recover:{flow.Id:N}";

    /// <summary>What is open to the person of the sign-in; null where policy or the account allows no such recovery.</summary>
    /// <param name="device">The cookie of a trusted browser, if it has one.</param>
    public async Task<ProofOffer?> FindAsync(AuthenticationFlow flow, DeviceToken? device, CancellationToken cancellationToken)
    {
        await using var db = await factory.CreateDbContextAsync(cancellationToken);
        return await FindAsync(db, flow, device, cancellationToken);
    }

    /// <inheritdoc cref="FindAsync(AuthenticationFlow, DeviceToken?, CancellationToken)"/>
    public async Task<ProofOffer?> FindAsync(
        PortalDbContext db, AuthenticationFlow flow, DeviceToken? device, CancellationToken cancellationToken)
    {
        var (userId, now) = (flow.UserId, clock.GetUtcNow());
        if (!options.CurrentValue.TwoProofs || flow.Purpose != AuthenticationFlowPurpose.SignIn
            || !await start.IsOpenToAsync(db, userId, cancellationToken)
            || await db.Set<Person>().AnyAsync(person => person.UserId == userId && person.FrozenUntil > now, cancellationToken))
        {
            return null;
        }

        var given = await db.Set<RecoveryProof>().Where(proof => proof.FlowId == flow.Id)
            .Select(proof => proof.Kind).ToListAsync(cancellationToken);
        var changed = await changes.FindAsync(db, userId, options.CurrentValue.RecentChange, cancellationToken);
        var enrolled = await enrolments.ListAsync(db, userId, cancellationToken);
        List<ProofOption> found = [];
        async Task AddAsync(ProofKind kind, string step, string? hint) => found.Add(new(
            kind, step, hint, given.Contains(kind), await codes.NextSendAsync(Purpose(flow), step, cancellationToken) is not null));

        if (!changed.Email && await EmailAsync(db, userId, now, cancellationToken) is { } email)
        {
            await AddAsync(ProofKind.Email, EmailStep, EmailAddress.Masked(email));
        }

        if (Channel(enrolled, changed) is { } channel)
        {
            await AddAsync(ProofKind.Text, channel.Method, channel.Hint);
        }

        if (enrolled.All.FirstOrDefault(row => catalogue.Describe(row.Method).IsEmergency) is { } emergency
            && (emergency.Count > 0 || given.Contains(ProofKind.BackupCode)))
        {
            await AddAsync(ProofKind.BackupCode, emergency.Method, hint: null);
        }

        if (device is not null && await devices.KnowsAsync(db, userId, device, cancellationToken))
        {
            found.Add(new(ProofKind.TrustedDevice, AuthenticationMethods.TrustedDevice, Hint: null, IsGiven: true, CodeSent: false));
        }

        return new(found);
    }

    /// <summary>The confirmed address to which a code may go; null when it would prove nothing that is not known yet.</summary>
    public static async Task<string?> EmailAsync(
        PortalDbContext db, string userId, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var since = now - RecoveryOptions.AfterPasswordReset;
        return await db.Set<Person>().AnyAsync(
            person => person.UserId == userId && person.PasswordResetByMailAt > since, cancellationToken)
            ? null
            : await db.Users.Where(user => user.Id == userId && user.EmailConfirmed).Select(user => user.Email)
                .FirstOrDefaultAsync(cancellationToken);
    }

    /// <summary>The method that sends codes to the confirmed number; null when the number proves nothing.</summary>
    public async Task<MethodEnrolment?> ChannelAsync(PortalDbContext db, string userId, CancellationToken cancellationToken) => Channel(
        await enrolments.ListAsync(db, userId, cancellationToken),
        await changes.FindAsync(db, userId, options.CurrentValue.RecentChange, cancellationToken));

    // A primary method: it sends to the confirmed number, and so not by the mailbox.
    private MethodEnrolment? Channel(EnrolledMethods enrolled, ChangedLately changed) => changed.Number
        ? null
        : enrolled.Real.FirstOrDefault(row => row.Hint is not null && catalogue.Find(row.Method) is ISendsCodes && catalogue.IsServed(row.Method));
}
