namespace SecurityPortal.TwoFactor;

/// <summary>The purpose of tokens that prove an enrolment: <c>enrol:&lt;id&gt;</c>.</summary>
internal static class EnrolmentPurpose
{
    private const string Prefix = "enrol:";

    public static string Of(Guid id) => $"{Prefix}{id:N}";

    /// <summary>The id of the enrolment; null for any other purpose.</summary>
    public static Guid? Id(string purpose) =>
        purpose.StartsWith(Prefix, StringComparison.Ordinal) && Guid.TryParseExact(purpose[Prefix.Length..], "N", out var id)
            ? id
            : null;
}
