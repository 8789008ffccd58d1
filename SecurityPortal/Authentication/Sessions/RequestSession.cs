namespace SecurityPortal.Authentication.Sessions;

/// <summary>
/// The session that a request came with, as authentication found it a moment ago. A page on its way out may be made from
/// it without asking the database again. An open page has none, since its services are not those of a request: it asks
/// each time.
/// </summary>
internal sealed class RequestSession
{
    public LiveSession? Found { get; set; }
}
