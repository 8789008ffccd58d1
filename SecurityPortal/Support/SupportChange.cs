namespace SecurityPortal.Support;

/// <summary>Something that an agent is doing to a person.</summary>
internal sealed record SupportChange(PersonTransaction Transaction, Agent Agent) : IAsyncDisposable
{
    public PortalDbContext Db => Transaction.Db;

    public string UserId => Transaction.UserId;

    public ValueTask DisposeAsync() => Transaction.DisposeAsync();
}
