namespace SecurityPortal.Support.Actions;

/// <summary>Converts approval reasons to and from their database column.</summary>
internal static class ApprovalReasons
{
    public static string Write(IEnumerable<ApprovalReason> reasons) => string.Join(',', reasons);

    public static IReadOnlyList<ApprovalReason> Read(string column) =>
        [.. column.Split(',', StringSplitOptions.RemoveEmptyEntries).Select(Enum.Parse<ApprovalReason>)];
}
