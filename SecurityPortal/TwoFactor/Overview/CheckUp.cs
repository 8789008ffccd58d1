namespace SecurityPortal.TwoFactor.Overview;

/// <summary>A method unused for a long time. The person is asked whether it still works, while they can still fix it.</summary>
/// <param name="Method">The id of the method.</param>
/// <param name="LastUsedAt">When it was last used, or turned on.</param>
public sealed record CheckUp(string Method, DateTimeOffset LastUsedAt)
{
    /// <summary>Returns the primary method that has gone unused longest; null when none has for <paramref name="after"/>.</summary>
    /// <param name="after">How long a method may go unused; zero for no check-ups.</param>
    internal static CheckUp? Of(EnrolledMethods enrolled, TimeSpan after, DateTimeOffset now) => after <= TimeSpan.Zero
        ? null
        : enrolled.Real.Except(enrolled.Unserved).Select(row => new CheckUp(row.Method, row.LastUsedAt ?? row.Since))
            .Where(method => now - method.LastUsedAt >= after)
            .MinBy(method => method.LastUsedAt);
}
