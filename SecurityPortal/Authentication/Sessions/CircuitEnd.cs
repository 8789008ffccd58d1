using Microsoft.AspNetCore.Components.Server.Circuits;

namespace SecurityPortal.Authentication.Sessions;

/// <summary>Has a circuit's owner forgotten with the circuit. One is made with each, while it is begun.</summary>
internal sealed class CircuitEnd(CircuitOwners owners) : CircuitHandler
{
    private readonly Action _whenClosed = owners.WhenClosed();

    public override Task OnCircuitClosedAsync(Circuit circuit, CancellationToken cancellationToken)
    {
        _whenClosed();
        return Task.CompletedTask;
    }
}
