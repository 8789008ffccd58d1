namespace SecurityPortal.Audit;

/// <summary>The result of verifying the log.</summary>
internal abstract record LogCheck
{
    private LogCheck()
    {
    }

    /// <param name="Head">The newest entry; kept elsewhere, it later shows that nothing up to it was replaced.</param>
    public sealed record Intact(long First, long Last, LogAnchor Head) : LogCheck;

    /// <summary>The log is intact, but the kept head belongs to an entry that has been deleted for its age.</summary>
    public sealed record TooOld(long Sequence) : LogCheck;

    /// <param name="Sequence">The entry at which the chain breaks.</param>
    public sealed record Broken(long Sequence, LogBreak Break) : LogCheck;
}
