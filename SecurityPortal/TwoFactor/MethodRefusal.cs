namespace SecurityPortal.TwoFactor;

/// <summary>A refused request. For invalid input, the message gives the reason in the person's language.</summary>
public sealed record MethodRefusal(MethodFault Fault, string? Message = null);
