using SecurityPortal.Platform.Web;

namespace SecurityPortal.Authentication.Sessions;

/// <summary>The language of a person: the one of the browser they first sign in with, until they choose another.</summary>
internal sealed class PersonLanguage(IDbContextFactory<PortalDbContext> factory, UnrestrictedSessions sessions)
{
    /// <summary>Keeps a choice; false when the portal does not speak it, or the session has ended.</summary>
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
