namespace SecurityPortal.Support.Actions;

/// <summary>The effect of an action and its requirements. Computed again when it is requested and when it is approved.</summary>
/// <param name="Methods">The ids of the methods that are turned off.</param>
/// <param name="EndsTwoFactor">Whether no method is left.</param>
/// <param name="CheckId">The passed check that it rests on; null when none is enough for it.</param>
/// <param name="Reasons">Why it waits for a lead; empty when it does not.</param>
/// <param name="Waits">How long it waits so that the person can stop it; zero for not at all.</param>
public sealed record ActionPlan(
    IReadOnlyList<string> Methods, bool EndsTwoFactor, Guid? CheckId, IReadOnlyList<ApprovalReason> Reasons, TimeSpan Waits)
{
    /// <summary>Where the person is told, masked.</summary>
    public IReadOnlyList<string> Told { get; init; } = [];

    /// <summary>Whether somebody who has read the other one knows what this one does.</summary>
    public bool DoesTheSameAs(ActionPlan other) =>
        EndsTwoFactor == other.EndsTwoFactor && Waits == other.Waits && Methods.Order().SequenceEqual(other.Methods.Order());
}
