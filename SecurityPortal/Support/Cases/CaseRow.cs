namespace SecurityPortal.Support.Cases;

/// <summary>A case in a query.</summary>
internal sealed record CaseRow
{
    public required SupportCase Case { get; init; }

    public required string Person { get; init; }

    public required CaseStage Stage { get; init; }
}
