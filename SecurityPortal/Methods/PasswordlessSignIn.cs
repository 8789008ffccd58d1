using SecurityPortal.ActivityLog;
using SecurityPortal.Sessions;

namespace SecurityPortal.Methods;

/// <summary>Begins a session for a person whom one strong method has proven without the password.</summary>
internal sealed class PasswordlessSignIn(Enrolments enrolments, SessionStore sessions, ActivityLogWriter log)
{
    /// <summary>The token for the session cookie; null when the method is not on.</summary>
    public async Task<string?> BeginAsync(
        string userId, string method, ClientInfo client, CancellationToken cancellationToken)
    {
        if (!(await enrolments.ListAsync(userId, cancellationToken)).IsOn(method))
        {
            return null;
        }

        var token = await sessions.BeginAsync(
            userId, method, SignedInWith.Of(method, SignedInWith.UserVerified), client, cancellationToken);
        await enrolments.NoteUseAsync(userId, method, cancellationToken);
        await log.AppendAsync(
            new(userId, ActivityEvents.SignedIn, SignedInWith.Of(method, SignedInWith.UserVerified))
            {
                Address = client.Address,
                UserAgent = client.UserAgent,
            },
            cancellationToken);
        return token;
    }
}
