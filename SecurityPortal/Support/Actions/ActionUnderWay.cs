using SecurityPortal.Audit;

namespace SecurityPortal.Support.Actions;

/// <summary>An action that is being carried out.</summary>
/// <param name="Transaction">The transaction that marks it as done.</param>
/// <param name="Action">The requested action.</param>
/// <param name="Number">The number of the case.</param>
internal sealed record ActionUnderWay(PersonTransaction Transaction, SupportAction Action, long Number)
{
    /// <summary>The agent who requested it, as in <see cref="AuditLogEntry.Actor"/>.</summary>
    public string Actor => SupportActor.Of(Action.AskedBy, Number);

    /// <summary>Creates a log entry about the person.</summary>
    public AuditEvent Entry(AuditEventType what, string detail) => new(Transaction.UserId, what, detail) { Actor = Actor };
}
