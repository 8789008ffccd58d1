using Microsoft.AspNetCore.Components.Server.Circuits;

namespace SecurityPortal.Authentication.Sessions;

/// <summary>Forgets a circuit's owner when the circuit closes. An instance is created with each circuit, while it starts.</summary>
internal sealed class CircuitEnd(CircuitOwners owners) : CircuitHandler
{
    private readonly Action _whenClosed = owners.WhenClosed();

    public override Task OnCircuitClosedAsync(Circuit circuit, CancellationToken cancellationToken)
    {
        _whenClosed();
        return Task.CompletedTask;
    }
}
