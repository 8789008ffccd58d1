namespace SecurityPortal.TwoFactor;

/// <summary>A method that the person has not used for long: they are asked whether it still works, while they can still mend it.</summary>
/// <param name="Method">The id of the method.</param>
/// <param name="LastUsedAt">When it was last used, or turned on.</param>
public sealed record CheckUp(string Method, DateTimeOffset LastUsedAt)
{
    /// <summary>The method that was left unused longest; null when none was for <paramref name="after"/>.</summary>
    /// <param name="after">Zero for never.</param>
    internal static CheckUp? Of(EnrolledMethods enrolled, TimeSpan after, DateTimeOffset now) => after <= TimeSpan.Zero
        ? null
        : enrolled.Real.Except(enrolled.Unserved).Select(row => new CheckUp(row.Method, row.LastUsedAt ?? row.Since))
            .Where(method => now - method.LastUsedAt >= after)
            .MinBy(method => method.LastUsedAt);
}
