namespace SecurityPortal.Support.Actions;

/// <summary>Something that can be done, or cannot now.</summary>
public sealed record ActionOffer(ActionRequest Wish, SupportFault? Obstacle);
