namespace SecurityPortal.TwoFactor;

/// <summary>All that the two-factor screen shows.</summary>
/// <param name="Methods">Every method that the person may have, in the order of the screen.</param>
/// <param name="IsOn">Whether two-factor is on.</param>
/// <param name="IndependentFactors">Ways in that do not fall together.</param>
public sealed record TwoFactorOverview(IReadOnlyList<MethodView> Methods, bool IsOn, int IndependentFactors)
{
    /// <summary>Until when policy lets the person go on without two-factor; null when it does not matter.</summary>
    public PolicyDeadline? Deadline { get; init; }

    /// <summary>The method that the person is asked about; null when all were used lately.</summary>
    public CheckUp? CheckUp { get; init; }
}
