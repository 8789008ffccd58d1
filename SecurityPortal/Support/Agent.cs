using SecurityPortal.Audit;
using SecurityPortal.Authentication.Sessions;

namespace SecurityPortal.Support;

/// <summary>A member of support staff, as looked up for this call.</summary>
internal sealed record Agent(LiveSession Session, int Rank)
{
    public string Id => Session.UserId;

    public bool IsLead => Rank >= PortalRoles.Rank([PortalRoles.SupportLead]);

    /// <summary>Creates a log entry about what the agent does to this person.</summary>
    /// <param name="number">The case number, if the entry belongs to a case.</param>
    public AuditEvent AuditEvent(string userId, AuditEventType what, string detail = "", long? number = null) =>
        new AuditEvent(userId, what, detail) { Actor = SupportActor.Of(Id, number) }.From(Session.Client);
}
