namespace SecurityPortal.TwoFactor;

/// <summary>Another method to send the code by.</summary>
public sealed record OtherWay(string Text, string Address);
