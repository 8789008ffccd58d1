namespace SecurityPortal.Authentication.Sessions;

/// <summary>
/// The session of the current request, as authentication found it a moment ago. Rendering a page may use it without
/// querying the database again. An open page has none, because its services are not those of a request: it queries each time.
/// </summary>
internal sealed class RequestSession
{
    public LiveSession? Found { get; set; }
}
