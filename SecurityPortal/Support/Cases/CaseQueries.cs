using SecurityPortal.Support.Actions;

namespace SecurityPortal.Support.Cases;

/// <summary>Questions that several parts ask of the tables.</summary>
internal static class CaseQueries
{
    /// <summary>Requests that no lead decided in time.</summary>
    public static IQueryable<SupportAction> RanOut(PortalDbContext db, DateTimeOffset now) =>
        db.Set<SupportAction>().Where(action =>
            action.StoppedBy == CancellationCause.Expired || (action.State == ActionState.AwaitingApproval && action.ApproveBy <= now));

    /// <summary>Actions that wait: for a lead who can still decide, or for their time.</summary>
    public static IQueryable<SupportAction> OpenActions(PortalDbContext db, DateTimeOffset now) =>
        db.Set<SupportAction>().Where(action =>
            action.State == ActionState.Waiting
            || (action.State == ActionState.AwaitingApproval && action.ApproveBy > now));
}
