using SecurityPortal.Audit;
using SecurityPortal.Authentication.Flows;
using SecurityPortal.Authentication.Throttling;
using SecurityPortal.Support.Audit;
using SecurityPortal.Support.Cases;

namespace SecurityPortal.Support.People;

/// <summary>Reads what support may know about a person. Every read goes through <see cref="PersonAccess"/>.</summary>
internal sealed class PersonQueries(
    IDbContextFactory<PortalDbContext> factory, SupportGuard guard, PersonAccess access, PersonAuthenticators authenticators, CaseQueue cases,
    TimeProvider clock)
{
    private const int Newest = 20;

    /// <summary>Returns the content of a person's page, or why it cannot be shown.</summary>
    public async Task<(PersonView? View, SupportFault? Fault)> LoadAsync(
        Guid sessionId, string userId, CancellationToken cancellationToken = default)
    {
        await using var db = await factory.CreateDbContextAsync(cancellationToken);
        var (agent, fault) = await guard.CheckAsync(db, sessionId, cancellationToken);
        if (agent is null)
        {
            return (null, fault);
        }

        if (await db.Users.AsNoTracking().FirstOrDefaultAsync(row => row.Id == userId, cancellationToken) is not { } user)
        {
            return (null, SupportFault.NotFound);
        }

        if (await access.OpenAsync(db, agent, userId, number: null, cancellationToken) is { } tooMany)
        {
            return (null, tooMany);
        }

        var holds = await authenticators.FindAsync(db, userId, cancellationToken);
        var person = await db.Set<Person>().AsNoTracking().FirstOrDefaultAsync(row => row.UserId == userId, cancellationToken);
        var now = clock.GetUtcNow();
        var events = await db.Set<AuditLogEntry>().AsNoTracking().Where(entry => entry.UserId == userId)
            .OrderByDescending(entry => entry.Sequence).Take(Newest).ToListAsync(cancellationToken);
        var names = await StaffNames.FindAsync(db, events.Select(entry => SupportActor.Read(entry.Actor).Id), cancellationToken);
        return (new()
        {
            Id = userId,
            UserName = user.UserName ?? "",
            Email = user.Email ?? "",
            DisplayName = person?.DisplayName,
            Roles = await (
                from membership in db.UserRoles
                join role in db.Roles on membership.RoleId equals role.Id
                where membership.UserId == userId
                select role.Name!).ToListAsync(cancellationToken),
            IsTwoFactorOn = holds.IsTwoFactorOn,
            MustEnrol = person?.MustEnrolSince is not null && !holds.IsTwoFactorOn,
            FrozenUntil = person?.FrozenUntil > now ? person.FrozenUntil : null,
            LockedAt = person?.LockedAt,
            LockReason = person?.LockReason,
            IsDisabled = user.StateAt(now, isLocked: false) == AccountState.Disabled,
            LockedUntil = await AttemptLimiter.Of(db, userId).Where(counter => counter.LockedUntil > now)
                .MaxAsync(counter => (DateTimeOffset?)counter.LockedUntil, cancellationToken),
            IsClosed = await SecondFactorLockout.IsClosedAsync(db, userId, cancellationToken),
            IsPasswordClosed = await FailureLimit.InARowAsync(db, userId, FailureLimit.Password, cancellationToken) >= FailureLimit.Max,
            Methods = holds.Methods,
            Sessions = holds.Sessions,
            Devices = holds.Devices,
            Events = [.. events.Select(entry => Event(entry, names))],
            Cases = await cases.ListAsync(sessionId, new(CaseFilter.All, userId, CaseSort.Newest), cancellationToken),
            Obstacle = await SupportGuard.CheckTargetAsync(db, agent, userId, cancellationToken),
        }, null);
    }

    private static PersonEvent Event(AuditLogEntry entry, IReadOnlyDictionary<string, string> names)
    {
        var (id, number) = SupportActor.Read(entry.Actor);
        var (detail, ofPerson) = LogDetails.Read(entry.Event, entry.Actor, entry.Detail);
        return new(entry.Sequence, entry.At, entry.Event, detail, names.GetValueOrDefault(id, id), number ?? ofPerson);
    }
}
