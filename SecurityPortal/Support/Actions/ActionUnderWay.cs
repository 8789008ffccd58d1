using SecurityPortal.Audit;

namespace SecurityPortal.Support.Actions;

/// <summary>An action that is being done.</summary>
/// <param name="Transaction">The transaction that marks it as done.</param>
/// <param name="Action">What was asked for.</param>
/// <param name="Number">The number of the case.</param>
internal sealed record ActionUnderWay(PersonTransaction Transaction, SupportAction Action, long Number)
{
    /// <summary>The person who asked for it, as in <see cref="AuditLogEntry.Actor"/>.</summary>
    public string Actor => SupportActor.Of(Action.AskedBy, Number);

    /// <summary>An entry for the log of the person.</summary>
    public AuditEvent Entry(AuditEventType what, string detail) => new(Transaction.UserId, what, detail) { Actor = Actor };
}
