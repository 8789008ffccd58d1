namespace SecurityPortal.TwoFactor;

/// <summary>The result of a change.</summary>
public abstract record MethodResult
{
    private MethodResult()
    {
    }

    public sealed record Done : MethodResult;

    public sealed record Refused(MethodRefusal Refusal) : MethodResult;

    internal static MethodResult Refuse(MethodFault fault, string? message = null) => new Refused(new(fault, message));
}
