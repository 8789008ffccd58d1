namespace SecurityPortal.TwoFactor;

/// <summary>What was imported of one method of one person.</summary>
/// <param name="Applied">What is on from now; null when nothing was imported.</param>
/// <param name="Lost">What the person had there and does not have here, and why, for the operator; null when nothing was lost.</param>
internal sealed record FromIdentity(AppliedEnrolment? Applied, string? Lost)
{
    /// <summary>There was nothing of the method.</summary>
    public static readonly FromIdentity Nothing = new(null, null);
}
