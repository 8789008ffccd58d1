namespace SecurityPortal.Support.Cases;

/// <summary>A case in a query, with its current stage.</summary>
internal sealed record CaseRow
{
    public required SupportCase Case { get; init; }

    public required CaseStage Stage { get; init; }
}
