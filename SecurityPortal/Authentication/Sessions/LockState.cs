namespace SecurityPortal.Authentication.Sessions;

/// <summary>A lock of an account (R19).</summary>
/// <param name="Reason">The reason, in the words of the person who locked it; empty if there is none.</param>
/// <param name="OpensWith">The ids of the methods that open it; empty if only support can.</param>
internal sealed record LockState(DateTimeOffset LockedAt, string Reason, IReadOnlyList<string> OpensWith)
{
    /// <summary>Returns the ids as they are stored in their column.</summary>
    public static string Write(IEnumerable<string> methods) => string.Join(',', methods);

    public static IReadOnlyList<string> Read(string? column) =>
        (column ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries);
}
