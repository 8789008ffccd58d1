using SecurityPortal.Platform.Web;

namespace SecurityPortal.Authentication.Sessions;

/// <summary>
/// Saves the language that a person chooses. Until then, it is the language of the browser they first signed in with.
/// </summary>
internal sealed class PersonLanguage(IDbContextFactory<PortalDbContext> factory, UnrestrictedSessions sessions)
{
    /// <summary>Saves the choice. Returns false if the portal does not support the language, or the session has ended.</summary>
    public async Task<bool> ChooseAsync(Guid sessionId, string? language, CancellationToken cancellationToken)
    {
        if (!Languages.All.Contains(language) || await sessions.FindAsync(sessionId, cancellationToken) is not { } session)
        {
            return false;
        }

        await using var transaction = await PersonTransaction.BeginAsync(factory, session.UserId, cancellationToken);
        await transaction.Db.Set<Person>().Where(person => person.UserId == session.UserId).ExecuteUpdateAsync(
            set => set.SetProperty(person => person.Language, language), cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return true;
    }
}
