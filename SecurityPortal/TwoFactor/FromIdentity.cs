namespace SecurityPortal.TwoFactor;

/// <summary>The result of importing one method of one person.</summary>
/// <param name="Applied">The method that was turned on; null when nothing was imported.</param>
/// <param name="Lost">What could not be imported and why, for the operator; null when nothing was lost.</param>
internal sealed record FromIdentity(AppliedEnrolment? Applied, string? Lost)
{
    /// <summary>The person had nothing of this method.</summary>
    public static readonly FromIdentity Nothing = new(null, null);
}
