namespace SecurityPortal.Support.Actions;

/// <summary>An action that support can take, or why it makes no sense now.</summary>
public sealed record ActionOffer(ActionRequest Wish, SupportFault? Obstacle);
