using SecurityPortal.Platform.Web;

namespace SecurityPortal.Authentication.Sessions;

/// <summary>Finds and saves the theme of a person: light, dark, or as each browser is set.</summary>
internal sealed class PersonTheme(IDbContextFactory<PortalDbContext> factory, UnrestrictedSessions sessions)
{
    /// <summary>Returns the theme that the person chose; null if they chose none or the session has ended.</summary>
    public async Task<string?> FindAsync(Guid sessionId, CancellationToken cancellationToken = default) =>
        (await sessions.FindAsync(sessionId, cancellationToken))?.Theme;

    /// <summary>Saves the choice. Returns false if there is no such theme, or the session has ended.</summary>
    public async Task<bool> ChooseAsync(Guid sessionId, string? theme, CancellationToken cancellationToken = default)
    {
        if (!Themes.All.Contains(theme) || await sessions.FindAsync(sessionId, cancellationToken) is not { } session)
        {
            return false;
        }

        await using var db = await factory.CreateDbContextAsync(cancellationToken);
        await db.Set<Person>().Where(person => person.UserId == session.UserId).ExecuteUpdateAsync(
            set => set.SetProperty(person => person.Theme, theme), cancellationToken);
        return true;
    }
}
