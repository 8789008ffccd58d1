namespace SecurityPortal.Authentication.Sessions;

/// <summary>
/// Saves the time zone and country of the browser that a person last used. Times and dates in messages to them follow these.
/// </summary>
internal sealed class PersonPlace(IDbContextFactory<PortalDbContext> factory, SessionStore sessions)
{
    /// <summary>The country of the browser being served (ISO 3166); null if it names none.</summary>
    public static string? Region => CultureInfo.CurrentCulture.Name.Split('-') is [_, .., { Length: 2 } region] ? region : null;

    /// <summary>Saves what an open page reports, if it has changed.</summary>
    public async Task NoteAsync(
        Guid sessionId, TimeZoneInfo zone, string? region, CancellationToken cancellationToken = default)
    {
        await using var db = await factory.CreateDbContextAsync(cancellationToken);
        if (await sessions.FindAsync(db, sessionId, cancellationToken) is not { } session
            || (session.TimeZone == zone.Id && session.Region == region))
        {
            return;
        }

        await db.Set<Person>().Where(person => person.UserId == session.UserId).ExecuteUpdateAsync(
            set => set.SetProperty(person => person.TimeZone, zone.Id).SetProperty(person => person.Region, region),
            cancellationToken);
    }
}
