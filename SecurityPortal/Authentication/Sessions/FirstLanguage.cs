using SecurityPortal.Platform.Web;

namespace SecurityPortal.Authentication.Sessions;

/// <summary>Saves the browser's language for a person who has none yet.</summary>
internal sealed class FirstLanguage : ISessionStartedHandler
{
    public Task BeginsAsync(PersonTransaction transaction, string? secondStep, CancellationToken cancellationToken)
    {
        var language = Languages.Find(CultureInfo.CurrentUICulture.Name) ?? Languages.Default;
        return transaction.Db.Set<Person>().Where(person => person.UserId == transaction.UserId && person.Language == null)
            .ExecuteUpdateAsync(set => set.SetProperty(person => person.Language, language), cancellationToken);
    }
}
