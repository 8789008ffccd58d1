using SecurityPortal.Support.Cases;

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

/// <param name="Role">Null for everybody.</param>
/// <param name="All">All people with the role.</param>
public sealed record ProtectionFigure(string? Role, int All, int NoMethod, int WeakOnly, int OneWayIn);

/// <summary>People who have a method on.</summary>
public sealed record MethodFigure(string Id, string Name, int People);

/// <summary>Who was not protected on a day (UTC).</summary>
public sealed record ProtectionOfDay(DateOnly Day, int All, int NoMethod, int WeakOnly, int OneWayIn);

/// <param name="Other">Not read back in time, replaced by a newer one, or still out.</param>
public sealed record CheckFigure(CheckKind Kind, int Passed, int Failed, int Other);

/// <param name="Undecided">Those that no lead decided in time.</param>
/// <param name="Median">From asking to deciding, half of the decisions took no longer; null without any.</param>
/// <param name="Longest">The longest of them.</param>
public sealed record ApprovalFigure(
    int Waiting, int Approved, int Refused, int Undecided, int Withdrawn, int Stopped, TimeSpan? Median, TimeSpan? Longest);

/// <param name="AgentId">The agent; empty for cases that nobody has.</param>
/// <param name="Open">Open cases that are assigned to them now.</param>
/// <param name="Overdue">Of these, those that are due before now.</param>
/// <param name="Closed">Cases closed in the period.</param>
/// <param name="Requests">Actions asked for in the period.</param>
/// <param name="Checks">Checks begun in the period.</param>
public sealed record WorkloadFigure(string AgentId, string? Agent, int Open, int Overdue, int Closed, int Requests, int Checks);

/// <summary>Cases of a day.</summary>
public sealed record DayFigure(DateOnly Day, int Opened, int Closed);
