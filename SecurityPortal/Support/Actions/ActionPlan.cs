namespace SecurityPortal.Support.Actions;

/// <summary>The effect of an action and its requirements. Computed again when it is requested and when it is approved.</summary>
/// <param name="Methods">The ids of the methods that are turned off.</param>
/// <param name="EndsTwoFactor">Whether no primary method is left.</param>
/// <param name="CheckId">The passed check that it rests on; null when no check is enough.</param>
/// <param name="Reasons">Why it waits for a lead; empty when it does not.</param>
/// <param name="Waits">How long it waits so that the person can stop it; zero when it does not wait.</param>
public sealed record ActionPlan(
    IReadOnlyList<string> Methods, bool EndsTwoFactor, Guid? CheckId, IReadOnlyList<ApprovalReason> Reasons, TimeSpan Waits)
{
    /// <summary>Where the person is notified, masked.</summary>
    public IReadOnlyList<string> Told { get; init; } = [];

    /// <summary>Whether this plan has the same effect as another, which a lead has read.</summary>
    public bool DoesTheSameAs(ActionPlan other) =>
        EndsTwoFactor == other.EndsTwoFactor && Waits == other.Waits && Methods.Order().SequenceEqual(other.Methods.Order());
}
