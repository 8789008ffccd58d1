namespace SecurityPortal.Support.Actions;

/// <summary>An agent's request for an action.</summary>
/// <param name="Kind">The action.</param>
/// <param name="Method">The id of the method, for a reset of one.</param>
/// <param name="Delivery">How a temporary pass gets to the person.</param>
/// <param name="Reason">Required by <see cref="ActionKinds.NeedsReason"/>; at most 400 characters. The person can read it.</param>
public sealed record ActionRequest(ActionKind Kind, string? Method = null, PassDelivery? Delivery = null, string? Reason = null);
