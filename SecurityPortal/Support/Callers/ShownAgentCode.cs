namespace SecurityPortal.Support.Callers;

/// <summary>A code as it is shown.</summary>
/// <param name="CaseNumber">The number of the case.</param>
/// <param name="Opened">When the case was opened.</param>
/// <param name="Until">Until when the code holds.</param>
public sealed record ShownAgentCode(long CaseNumber, string Digits, DateTimeOffset Opened, DateTimeOffset Until)
{
    /// <summary>In two groups, as it is read out.</summary>
    public string Grouped => $"{Digits[..3]} {Digits[3..]}";

    /// <summary>Whether the public page confirms it no more; see <see cref="AgentCodeCheck.MaxWrong"/>.</summary>
    public bool IsSpent { get; init; }

    public override string ToString() => nameof(ShownAgentCode);
}
