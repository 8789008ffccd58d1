using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.AspNetCore.Components.Server.Circuits;

namespace SecurityPortal.Authentication.Sessions;

/// <summary>
/// Takes what a person does in an open page for activity, as it takes a request: somebody who works in one page for an hour
/// is not idle (NIST SP 800-63B-4 5.2). A page that only reads itself again sends nothing here.
/// </summary>
internal sealed class LiveActivity(SessionStore sessions, AuthenticationStateProvider authentication, TimeProvider clock)
    : CircuitHandler
{
    // A circuit begins with a request, which was noted.
    private DateTimeOffset _noted = clock.GetUtcNow();

    public override Func<CircuitInboundActivityContext, Task> CreateInboundActivityHandler(
        Func<CircuitInboundActivityContext, Task> next) => async context =>
    {
        var now = clock.GetUtcNow();
        if (now - _noted >= SessionStore.TouchedEvery)
        {
            _noted = now;
            if ((await authentication.GetAuthenticationStateAsync()).User.SessionId() is { } session)
            {
                await sessions.TouchAsync(session);
            }
        }

        await next(context);
    };
}
