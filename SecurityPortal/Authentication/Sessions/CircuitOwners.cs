using System.Collections.Concurrent;
using Microsoft.AspNetCore.SignalR;

namespace SecurityPortal.Authentication.Sessions;

/// <summary>
/// Lets only the person who opened an interactive page reconnect to it after a break. For the framework, the circuit's
/// secret id is enough, whoever sends it (ASVS 7.2.1, 8.2.2).
/// </summary>
internal sealed class CircuitOwners : IHubFilter
{
    // Names of methods of the framework's hub; a test fails if they change.
    private const string Start = "StartCircuit";
    private const string Connect = "ConnectCircuit";
    private const string Resume = "ResumeCircuit";
    private const string Rendered = "OnRenderCompleted";
    private const string Answered = "EndInvokeJSFromDotNet";

    private readonly ConcurrentDictionary<string, Opening> _byId = new();
    private readonly AsyncLocal<Opening?> _opening = new();
    private readonly AsyncLocal<bool> _isAcknowledgement = new();

    /// <summary>
    /// Whether the page's script is only acknowledging what the portal sent, such as new content, which nobody did anything for.
    /// The framework reports it to <see cref="LiveActivity"/> within the same call, as it does with a click.
    /// </summary>
    public bool IsAcknowledgement => _isAcknowledgement.Value;

    public async ValueTask<object?> InvokeMethodAsync(
        HubInvocationContext invocation, Func<HubInvocationContext, ValueTask<object?>> next)
    {
        _isAcknowledgement.Value = invocation.HubMethodName is Rendered or Answered;
        var person = invocation.Context.User?.UserId();
        switch (invocation.HubMethodName)
        {
            case Start:
                var opening = _opening.Value = new(person);
                var id = await next(invocation);
                opening.Keep(id as string, _byId);
                return id;
            case Connect when !IsOwner(invocation.HubMethodArguments is [string claimed, ..] ? claimed : null, person):
                // The same answer as for a circuit that is gone: the page is reloaded.
                return false;
            case Resume:
                // Circuits are not persisted (Docs/Decisions/20), so there is nothing to resume.
                return null;
            default:
                return await next(invocation);
        }
    }

    /// <summary>Called while a circuit is created. Returns what to call when it closes.</summary>
    public Action WhenClosed()
    {
        var opening = _opening.Value;
        return () => opening?.Forget(_byId);
    }

    private bool IsOwner(string? id, string? person) =>
        id is not null && person is not null && _byId.TryGetValue(id, out var opening) && opening.Person == person;

    /// <summary>A circuit, from the call that starts it. It may end before that call has returned its id.</summary>
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
