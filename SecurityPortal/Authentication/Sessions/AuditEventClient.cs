using SecurityPortal.Audit;

namespace SecurityPortal.Authentication.Sessions;

/// <summary>Adds to an audit log entry where it came from.</summary>
internal static class AuditEventClient
{
    public static AuditEvent From(this AuditEvent activity, ClientInfo client) =>
        activity with { Address = client.Address, UserAgent = client.UserAgent };
}
