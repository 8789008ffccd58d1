namespace SecurityPortal.Audit;

/// <summary>How a chain breaks.</summary>
internal enum LogBreak
{
    EntryChanged,
    EntryMissing,
    EntryInserted,
    EndCutOff,
    HeadChanged,
}
