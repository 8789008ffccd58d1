namespace SecurityPortal.TwoFactor;

/// <summary>A request that was refused, and for what was typed wrongly the reason in the person's language.</summary>
public sealed record MethodRefusal(MethodFault Fault, string? Message = null);
