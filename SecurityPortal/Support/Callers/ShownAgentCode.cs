namespace SecurityPortal.Support.Callers;

/// <summary>A code as a page shows it.</summary>
/// <param name="CaseNumber">The number of the case.</param>
/// <param name="Opened">When the case was opened.</param>
/// <param name="Until">When the code expires.</param>
public sealed record ShownAgentCode(long CaseNumber, string Digits, DateTimeOffset Opened, DateTimeOffset Until)
{
    /// <summary>The digits in two groups, as they are read out.</summary>
    public string Grouped => $"{Digits[..3]} {Digits[3..]}";

    /// <summary>Whether the public page no longer confirms it; see <see cref="AgentCodeCheck.MaxWrong"/>.</summary>
    public bool IsSpent { get; init; }

    public override string ToString() => nameof(ShownAgentCode);
}
