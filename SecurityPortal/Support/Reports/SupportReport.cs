namespace SecurityPortal.Support.Reports;

/// <summary>The figures of a period, for leads.</summary>
public sealed record SupportReport
{
    /// <summary>Everyone first, then the people of each role.</summary>
    public required IReadOnlyList<ProtectionFigure> Protection { get; init; }

    /// <summary>When people were counted, which happens once an hour.</summary>
    public required DateTimeOffset CountedAt { get; init; }

    /// <summary>By method: how many people have it on.</summary>
    public required IReadOnlyList<MethodFigure> Methods { get; init; }

    /// <summary>For everyone by day, oldest first; only days on which they were counted.</summary>
    public required IReadOnlyList<ProtectionOfDay> ProtectionByDay { get; init; }

    /// <summary>By kind of check.</summary>
    public required IReadOnlyList<CheckFigure> Checks { get; init; }

    public required ApprovalFigure Approvals { get; init; }

    /// <summary>By agent, most open cases first.</summary>
    public required IReadOnlyList<WorkloadFigure> Workload { get; init; }

    /// <summary>By day (UTC), oldest first.</summary>
    public required IReadOnlyList<DayFigure> Days { get; init; }
}
