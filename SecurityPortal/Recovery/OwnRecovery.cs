using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using SecurityPortal.Accounts;
using SecurityPortal.ActivityLog;
using SecurityPortal.Data;
using SecurityPortal.Flows;
using SecurityPortal.Methods;
using SecurityPortal.Notices;
using SecurityPortal.PhoneNumbers;
using SecurityPortal.Sessions;

namespace SecurityPortal.Recovery;

/// <summary>
/// "I can't use any of these": the right password, a wait in which every address on file has been told, and a link that
/// works once, take all methods off; the next sign-in leads to enrolment and to nothing else (ASVS 6.4.4).
/// </summary>
internal sealed class OwnRecovery(
    IDbContextFactory<PortalDbContext> factory, FlowStore flows, Enrolments enrolments, PhoneBook phones, MethodsReset reset,
    ActivityLogWriter log, NoticeWriter notices, IOptionsMonitor<RecoveryOptions> options, TimeProvider clock)
{
    /// <summary>What the person of a pending sign-in can do.</summary>
    public async Task<RecoveryOffer> OfferAsync(PendingFlow flow, CancellationToken cancellationToken)
    {
        await using var db = await factory.CreateDbContextAsync(cancellationToken);
        if (await RefuseAsync(db, flow.UserId, cancellationToken))
        {
            return new RecoveryOffer.AskSupport();
        }

        return await Open(db, flow.UserId).AsNoTracking().FirstOrDefaultAsync(cancellationToken) is { } request
            ? UnderWay(request)
            : new RecoveryOffer.Offered(options.CurrentValue.WaitingPeriod);
    }

    /// <summary>
    /// Begins the wait and tells every address on file at once. Of several at once one does; the others get the same
    /// answer. A pending sign-in is needed: who has not even the password gets nowhere.
    /// </summary>
    public async Task<RecoveryOffer> AskAsync(PendingFlow flow, ClientInfo client, CancellationToken cancellationToken)
    {
        await using var transaction = await PersonTransaction.BeginAsync(factory, flow.UserId, cancellationToken);
        if (flow.Purpose != FlowPurpose.SignIn || !await flows.IsAliveAsync(transaction.Db, flow.Id, cancellationToken))
        {
            return new RecoveryOffer.Over();
        }

        if (await RefuseAsync(transaction.Db, flow.UserId, cancellationToken))
        {
            return new RecoveryOffer.AskSupport();
        }

        if (await Open(transaction.Db, flow.UserId).AsNoTracking().FirstOrDefaultAsync(cancellationToken) is { } open)
        {
            return UnderWay(open);
        }

        var now = clock.GetUtcNow();
        var since = now - RecoveryOptions.CountedFor;
        var recent = await transaction.Db.Set<RecoveryRequest>()
            .Where(row => row.UserId == flow.UserId && row.AskedAt > since).Select(row => row.AskedAt)
            .ToListAsync(cancellationToken);
        if (recent.Count >= options.CurrentValue.RequestsPerWeek)
        {
            return new RecoveryOffer.TooMany(recent.Min() + RecoveryOptions.CountedFor);
        }

        var request = new RecoveryRequest
        {
            Id = Guid.CreateVersion7(now),
            UserId = flow.UserId,
            AskedAt = now,
            DueAt = now + options.CurrentValue.WaitingPeriod,
        };

        // A link that nobody used in time makes room for the new request, whether or not the worker has been by.
        await transaction.Db.Set<RecoveryRequest>()
            .Where(row => row.UserId == flow.UserId && row.State == RecoveryState.LinkSent)
            .ExecuteUpdateAsync(
                set => set.SetProperty(row => row.State, RecoveryState.Stopped).SetProperty(row => row.EndedAt, now),
                cancellationToken);
        transaction.Db.Add(request);
        await log.AppendAsync(
            transaction.Db, new Activity(flow.UserId, ActivityEvents.RecoveryAsked).From(client), cancellationToken);
        var notice = new RecoveryWaitingNotice(request.Id, request.DueAt);
        await notices.AddAsync(transaction, notice, client.Source(), cancellationToken: cancellationToken);
        if (await phones.FindAsync(transaction.Db, flow.UserId, cancellationToken) is { } number)
        {
            await notices.AddTextAsync(transaction, notice, number.E164, number.CountryCode, cancellationToken);
        }

        await transaction.CommitAsync(cancellationToken);
        return new RecoveryOffer.UnderWay(request.DueAt, LinkSent: false);
    }

    /// <summary>Whether the link of this token can still be used.</summary>
    public async Task<bool> IsOpenAsync(string? token, CancellationToken cancellationToken) =>
        await FindAsync(token, cancellationToken) is not null;

    /// <summary>Takes all methods off, once for each link; false when the link is over.</summary>
    public async Task<bool> UseAsync(string? token, ClientInfo client, CancellationToken cancellationToken)
    {
        if (await FindAsync(token, cancellationToken) is not { } request)
        {
            return false;
        }

        await using var transaction = await PersonTransaction.BeginAsync(factory, request.UserId, cancellationToken);
        var now = clock.GetUtcNow();
        if (await RefuseAsync(transaction.Db, request.UserId, cancellationToken)
            || await transaction.Db.Set<RecoveryRequest>()
                .Where(row => row.Id == request.Id && row.State == RecoveryState.LinkSent && row.LinkExpiresAt > now)
                .ExecuteUpdateAsync(
                    set => set.SetProperty(row => row.State, RecoveryState.Used).SetProperty(row => row.EndedAt, now),
                    cancellationToken) == 0)
        {
            return false;
        }

        // Read before it goes off with text messages: the number is told as well.
        var number = await phones.FindAsync(transaction.Db, request.UserId, cancellationToken);
        var enrolled = await enrolments.ListAsync(transaction.Db, request.UserId, cancellationToken);
        await reset.ApplyAsync(transaction, [.. enrolled.All.Select(row => row.Method)], cancellationToken);
        await log.AppendAsync(
            transaction.Db, new Activity(request.UserId, ActivityEvents.RecoveryUsed).From(client), cancellationToken);
        var notice = new RecoveredNotice();
        await notices.AddAsync(transaction, notice, client.Source(), cancellationToken: cancellationToken);
        if (number is not null)
        {
            await notices.AddTextAsync(transaction, notice, number.E164, number.CountryCode, cancellationToken);
        }

        await transaction.CommitAsync(cancellationToken);
        return true;
    }

    private async Task<RecoveryRequest?> FindAsync(string? token, CancellationToken cancellationToken)
    {
        if (token is not { Length: RandomToken.Length })
        {
            return null;
        }

        var (hash, now) = (RandomToken.Hash(token), clock.GetUtcNow());
        await using var db = await factory.CreateDbContextAsync(cancellationToken);
        return await db.Set<RecoveryRequest>().AsNoTracking().FirstOrDefaultAsync(
            row => row.TokenHash == hash && row.State == RecoveryState.LinkSent && row.LinkExpiresAt > now,
            cancellationToken);
    }

    // A request whose link nobody used in time is over, and a new one may take its place.
    private IQueryable<RecoveryRequest> Open(PortalDbContext db, string userId)
    {
        var now = clock.GetUtcNow();
        return db.Set<RecoveryRequest>().Where(row => row.UserId == userId
            && (row.State == RecoveryState.Waiting || (row.State == RecoveryState.LinkSent && row.LinkExpiresAt > now)));
    }

    private static RecoveryOffer UnderWay(RecoveryRequest request) =>
        new RecoveryOffer.UnderWay(request.DueAt, request.State == RecoveryState.LinkSent);

    // Whoever can reset others must not be reset by a mailbox alone; whoever has no mailbox gets no link; and nothing opens a
    // disabled account (R17).
    private async Task<bool> RefuseAsync(PortalDbContext db, string userId, CancellationToken cancellationToken) =>
        !options.CurrentValue.Enabled || await db.IsStaffAsync(userId, cancellationToken)
        || await db.AccountStateAsync(userId, clock.GetUtcNow(), cancellationToken) != AccountState.Active
        || !await db.Users.AnyAsync(user => user.Id == userId && user.Email != null && user.Email != "", cancellationToken);
}

/// <summary>What somebody without any of their methods can do.</summary>
internal abstract record RecoveryOffer
{
    private RecoveryOffer()
    {
    }

    /// <summary>Only support helps.</summary>
    public sealed record AskSupport : RecoveryOffer;

    public sealed record Offered(TimeSpan Wait) : RecoveryOffer;

    public sealed record UnderWay(DateTimeOffset DueAt, bool LinkSent) : RecoveryOffer;

    /// <summary>The sign-in that it was asked in has ended, or the password was changed since.</summary>
    public sealed record Over : RecoveryOffer;

    /// <summary>Asked for and stopped too often.</summary>
    public sealed record TooMany(DateTimeOffset Until) : RecoveryOffer;
}
