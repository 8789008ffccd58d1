namespace SecurityPortal.Authentication.Sessions;

/// <summary>
/// The time zone and the country of the browser that a person used last: by them times and dates are written in what is
/// sent to them.
/// </summary>
internal sealed class PersonPlace(IDbContextFactory<PortalDbContext> factory, SessionStore sessions)
{
    /// <summary>The country of the browser that is served at the moment (ISO 3166); null when it named none.</summary>
    public static string? Region => CultureInfo.CurrentCulture.Name.Split('-') is [_, .., { Length: 2 } region] ? region : null;

    /// <summary>Keeps what an open page was told, when it is another than before.</summary>
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
