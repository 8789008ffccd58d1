namespace SecurityPortal.TwoFactor;

/// <summary>Another method by which the code can be sent.</summary>
public sealed record OtherWay(string Text, string Address);
