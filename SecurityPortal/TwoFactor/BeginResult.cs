namespace SecurityPortal.TwoFactor;

/// <summary>The result of beginning an enrolment.</summary>
public abstract record BeginResult
{
    private BeginResult()
    {
    }

    public sealed record Begun(StartedEnrolment Setup) : BeginResult;

    public sealed record Refused(MethodRefusal Refusal) : BeginResult;

    internal static BeginResult Refuse(MethodFault fault, string? message = null) => new Refused(new(fault, message));
}
