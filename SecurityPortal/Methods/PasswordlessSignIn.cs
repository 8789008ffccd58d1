using Microsoft.EntityFrameworkCore;
using SecurityPortal.ActivityLog;
using SecurityPortal.Data;
using SecurityPortal.Flows;
using SecurityPortal.Sessions;

namespace SecurityPortal.Methods;

/// <summary>Begins a session for a person whom one strong method has proven without the password.</summary>
internal sealed class PasswordlessSignIn(
    IDbContextFactory<PortalDbContext> factory, Enrolments enrolments, SessionStore sessions, ActivityLogWriter log)
{
    /// <summary>The token for the session cookie; null when the method is not on.</summary>
    public async Task<string?> BeginAsync(
        string userId, string method, ClientInfo client, CancellationToken cancellationToken)
    {
        await using var transaction = await PersonTransaction.BeginAsync(factory, userId, cancellationToken);
        if (!(await enrolments.ListAsync(transaction.Db, userId, cancellationToken)).IsOn(method))
        {
            return null;
        }

        var token = await sessions.BeginAsync(
            transaction, method, SignedInWith.Of(method, SignedInWith.UserVerified), client, cancellationToken);
        await enrolments.NoteUseAsync(transaction.Db, userId, method, cancellationToken);

        // As strong as any second step: guesses at those are counted anew.
        await AnswerBudget.ClearAsync(transaction, cancellationToken);
        await log.AppendAsync(
            transaction.Db,
            new(userId, ActivityEvents.SignedIn, SignedInWith.Of(method, SignedInWith.UserVerified))
            {
                Address = client.Address,
                UserAgent = client.UserAgent,
            },
            cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return token;
    }
}
