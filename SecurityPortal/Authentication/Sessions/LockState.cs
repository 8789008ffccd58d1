namespace SecurityPortal.Authentication.Sessions;

/// <summary>A lock of an account (R19).</summary>
/// <param name="Reason">In the words of the person who locked it; empty for none.</param>
/// <param name="OpensWith">The ids of the methods that open it; empty when only support does.</param>
internal sealed record LockState(DateTimeOffset LockedAt, string Reason, IReadOnlyList<string> OpensWith)
{
    /// <summary>The ids as they stand in their column.</summary>
    public static string Write(IEnumerable<string> methods) => string.Join(',', methods);

    public static IReadOnlyList<string> Read(string? column) =>
        (column ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries);
}
