namespace SecurityPortal.Tests.Fixtures;

/// <summary>One portal for all tests of a class, each of which creates its own people.</summary>
public sealed class SharedPortal : IAsyncDisposable
{
    internal Portal Portal { get; } = new();

    public ValueTask DisposeAsync() => Portal.DisposeAsync();
}
