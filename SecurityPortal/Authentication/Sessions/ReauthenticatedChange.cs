namespace SecurityPortal.Authentication.Sessions;

/// <summary>A change in progress by a session that may make it.</summary>
internal sealed record ReauthenticatedChange(PersonTransaction Transaction, LiveSession Session) : IAsyncDisposable
{
    public ValueTask DisposeAsync() => Transaction.DisposeAsync();
}
