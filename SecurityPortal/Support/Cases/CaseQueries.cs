using SecurityPortal.Support.Actions;

namespace SecurityPortal.Support.Cases;

/// <summary>Queries that several classes share.</summary>
internal static class CaseQueries
{
    /// <summary>Requests that no lead decided in time.</summary>
    public static IQueryable<SupportAction> RanOut(PortalDbContext db, DateTimeOffset now) =>
        db.Set<SupportAction>().Where(action =>
            action.StoppedBy == CancellationCause.Expired || (action.State == ActionState.AwaitingApproval && action.ApproveBy <= now));

    /// <summary>Pending actions: those that a lead can still decide, and those in a waiting period.</summary>
    public static IQueryable<SupportAction> OpenActions(PortalDbContext db, DateTimeOffset now) =>
        db.Set<SupportAction>().Where(action =>
            action.State == ActionState.Waiting
            || (action.State == ActionState.AwaitingApproval && action.ApproveBy > now));
}
