namespace SecurityPortal.Support;

/// <summary>An agent's change to a person in progress, with its transaction.</summary>
internal sealed record SupportChange(PersonTransaction Transaction, Agent Agent) : IAsyncDisposable
{
    public PortalDbContext Db => Transaction.Db;

    public string UserId => Transaction.UserId;

    public ValueTask DisposeAsync() => Transaction.DisposeAsync();
}
