using System.Data.Common;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.AspNetCore.Components.Server.Circuits;

namespace SecurityPortal.Authentication.Sessions;

/// <summary>
/// Counts what a person does in an open page as activity, just like a request: somebody who works in one page for an hour
/// is not idle (NIST SP 800-63B-4 5.2). A page that only refreshes itself does not count.
/// </summary>
internal sealed class LiveActivity(
    SessionStore sessions, AuthenticationStateProvider authentication, CircuitOwners calls, TimeProvider clock) : CircuitHandler
{
    // A circuit starts with a request, which was noted as activity.
    private DateTimeOffset _noted = clock.GetUtcNow();

    public override Func<CircuitInboundActivityContext, Task> CreateInboundActivityHandler(
        Func<CircuitInboundActivityContext, Task> next) => async context =>
    {
        var now = clock.GetUtcNow();
        if (now - _noted >= SessionStore.TouchedEvery && !calls.IsAcknowledgement)
        {
            _noted = now;
            await NoteAsync();
        }

        await next(context);
    };

    private async Task NoteAsync()
    {
        if ((await authentication.GetAuthenticationStateAsync()).User.SessionId() is not { } session)
        {
            return;
        }

        try
        {
            await sessions.TouchAsync(session);
        }
        catch (Exception exception) when (exception is DbException or TimeoutException or InvalidOperationException)
        {
            // Without the database for a moment, only this note is missing. What the person does goes on, and is noted again
            // in a minute; an exception here would end the page.
        }
    }
}
