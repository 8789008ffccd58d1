using SecurityPortal.Audit;
using SecurityPortal.Authentication.Sessions;

namespace SecurityPortal.Support.Passes;

/// <summary>Shows a pass on its page, once.</summary>
internal sealed class TemporaryPassService(TemporaryPasses passes, AuditLogWriter log)
{
    public Task<bool> CanShowAsync(string? token, CancellationToken cancellationToken) =>
        passes.CanShowAsync(token, cancellationToken);

    /// <summary>Returns the pass; null when it was shown before, has expired or is void.</summary>
    public async Task<string?> ShowAsync(string? token, ClientInfo client, CancellationToken cancellationToken)
    {
        if (await passes.ShowAsync(token, cancellationToken) is not var (userId, code))
        {
            return null;
        }

        await log.AppendAsync(new AuditEvent(userId, AuditEvents.PassShown).From(client), cancellationToken);
        return code;
    }
}
