using SecurityPortal.TwoFactor.Policy;

namespace SecurityPortal.TwoFactor.Overview;

/// <summary>Everything that the two-factor screen shows.</summary>
/// <param name="Methods">Every method that the person has or is offered, in the order of the screen.</param>
/// <param name="IsOn">Whether two-factor is on.</param>
/// <param name="IndependentFactors">The number of independent ways in.</param>
public sealed record TwoFactorOverview(IReadOnlyList<MethodView> Methods, bool IsOn, int IndependentFactors)
{
    /// <summary>Until when the person may go on without the two-factor that policy requires; null when no deadline applies.</summary>
    public PolicyDeadline? Deadline { get; init; }

    /// <summary>The method that the person is asked about; null when all have been used recently.</summary>
    public CheckUp? CheckUp { get; init; }
}
