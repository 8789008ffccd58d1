namespace SecurityPortal.TwoFactor;

/// <summary>The result of importing one method of one person.</summary>
/// <param name="Applied">The method that is on now; null when nothing was imported.</param>
/// <param name="Lost">The things that could not be imported, and why, for the operator; null when there are none.</param>
internal sealed record FromIdentity(AppliedEnrolment? Applied, string? Lost)
{
    /// <summary>There was nothing of the method.</summary>
    public static readonly FromIdentity Nothing = new(null, null);
}
