namespace SecurityPortal.Support.Reports;

/// <summary>The figures of a period, for leads.</summary>
public sealed record SupportReport
{
    /// <summary>Everybody first, then those of each role.</summary>
    public required IReadOnlyList<ProtectionFigure> Protection { get; init; }

    /// <summary>When people were counted, which is once an hour.</summary>
    public required DateTimeOffset CountedAt { get; init; }

    /// <summary>By method: how many people have it on.</summary>
    public required IReadOnlyList<MethodFigure> Methods { get; init; }

    /// <summary>Of everybody by day, the oldest first; only days on which it was counted.</summary>
    public required IReadOnlyList<ProtectionOfDay> ProtectionByDay { get; init; }

    /// <summary>By kind of check.</summary>
    public required IReadOnlyList<CheckFigure> Checks { get; init; }

    public required ApprovalFigure Approvals { get; init; }

    /// <summary>By agent, who has most first.</summary>
    public required IReadOnlyList<WorkloadFigure> Workload { get; init; }

    /// <summary>By day (UTC), the oldest first.</summary>
    public required IReadOnlyList<DayFigure> Days { get; init; }
}
