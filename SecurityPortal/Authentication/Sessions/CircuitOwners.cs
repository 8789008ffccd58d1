using System.Collections.Concurrent;
using Microsoft.AspNetCore.SignalR;

namespace SecurityPortal.Authentication.Sessions;

/// <summary>
/// Lets the person who opened an interactive page, and nobody else, take it up again after its connection broke. To the
/// framework the circuit's secret id is enough, whoever sends it (ASVS 7.2.1, 8.2.2).
/// </summary>
internal sealed class CircuitOwners : IHubFilter
{
    // The names of the framework's hub; a test fails when they change.
    private const string Start = "StartCircuit";
    private const string Connect = "ConnectCircuit";
    private const string Resume = "ResumeCircuit";

    private readonly ConcurrentDictionary<string, Opening> _byId = new();
    private readonly AsyncLocal<Opening?> _opening = new();

    public async ValueTask<object?> InvokeMethodAsync(
        HubInvocationContext invocation, Func<HubInvocationContext, ValueTask<object?>> next)
    {
        var person = invocation.Context.User?.UserId();
        switch (invocation.HubMethodName)
        {
            case Start:
                var opening = _opening.Value = new(person);
                var id = await next(invocation);
                opening.Keep(id as string, _byId);
                return id;
            case Connect when !IsOwner(invocation.HubMethodArguments is [string claimed, ..] ? claimed : null, person):
                // As for a circuit that is gone: the page is loaded again.
                return false;
            case Resume:
                // Nothing of a circuit is kept (Docs/Decisions/20), so there is nothing to resume.
                return null;
            default:
                return await next(invocation);
        }
    }

    /// <summary>Called while a circuit is made: what its end is told to.</summary>
    public Action WhenClosed()
    {
        var opening = _opening.Value;
        return () => opening?.Forget(_byId);
    }

    private bool IsOwner(string? id, string? person) =>
        id is not null && person is not null && _byId.TryGetValue(id, out var opening) && opening.Person == person;

    /// <summary>A circuit from the call that begins it; it may end before that has returned its id.</summary>
    private sealed class Opening(string? person)
    {
        private readonly Lock _lock = new();
        private string? _id;
        private bool _isOver;

        public string? Person => person;

        public void Keep(string? id, ConcurrentDictionary<string, Opening> byId)
        {
            lock (_lock)
            {
                if (id is not null && !_isOver)
                {
                    _id = id;
                    byId[id] = this;
                }
            }
        }

        public void Forget(ConcurrentDictionary<string, Opening> byId)
        {
            lock (_lock)
            {
                _isOver = true;
                if (_id is not null)
                {
                    byId.TryRemove(_id, out _);
                }
            }
        }
    }
}
