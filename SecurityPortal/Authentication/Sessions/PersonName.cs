using SecurityPortal.Audit;
using SecurityPortal.Platform.RateLimiting;

namespace SecurityPortal.Authentication.Sessions;

/// <summary>Changes the name that a person has chosen. Only they can change or remove it.</summary>
internal sealed class PersonName(
    IDbContextFactory<PortalDbContext> factory, UnrestrictedSessions sessions, RateLimits limits, AuditLogWriter log)
{
    /// <summary>Changes per account and UTC day. Each is an entry in the audit log, which nobody may flood (ASVS 2.4.1).</summary>
    public const int ChangesPerDay = 10;

    /// <summary>Saves the name, or removes it if nothing was typed.</summary>
    public async Task<NameChange> ChangeAsync(Guid sessionId, string? typed, CancellationToken cancellationToken)
    {
        var name = DisplayName.Of(typed);
        if ((name is null && VisibleText.Trim(typed).Length > 0)
            || await sessions.FindAsync(sessionId, cancellationToken) is not { } session)
        {
            return NameChange.NotAName;
        }

        await using var transaction = await PersonTransaction.BeginAsync(factory, session.UserId, cancellationToken);
        var (text, key, family) = (name?.Text, name?.Key, name?.FamilyNameKey);
        var changed = await transaction.Db.Set<Person>()
            .Where(person => person.UserId == session.UserId && (person.DisplayName ?? "") != (text ?? ""))
            .ExecuteUpdateAsync(
                set => set.SetProperty(person => person.DisplayName, text).SetProperty(person => person.NameKey, key)
                    .SetProperty(person => person.FamilyNameKey, family),
                cancellationToken);
        if (changed > 0)
        {
            if (!await limits.TakeAsync(transaction.Db, $"name:{session.UserId}", ChangesPerDay, RateLimits.Day, cancellationToken))
            {
                return NameChange.TooMany;
            }

            await log.AppendAsync(
                transaction.Db, new AuditEvent(session.UserId, AuditEvents.NameChanged, text ?? "").From(session.Client), cancellationToken);
        }

        await transaction.CommitAsync(cancellationToken);
        return NameChange.Done;
    }
}
