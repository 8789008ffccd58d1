namespace SecurityPortal.Authentication.Sessions;

/// <summary>A change in progress, with the session that is allowed to make it.</summary>
internal sealed record ReauthenticatedChange(PersonTransaction Transaction, LiveSession Session) : IAsyncDisposable
{
    public ValueTask DisposeAsync() => Transaction.DisposeAsync();
}
