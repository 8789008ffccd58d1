namespace SecurityPortal.Support.Cases;

/// <summary>A case in a query, with where it stands at this moment.</summary>
internal sealed record CaseRow
{
    public required SupportCase Case { get; init; }

    public required CaseStage Stage { get; init; }
}
