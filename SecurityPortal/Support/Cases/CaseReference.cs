namespace SecurityPortal.Support.Cases;

/// <summary>Another case, as a page names it.</summary>
public sealed record CaseReference(Guid Id, long Number, string Ticket);
