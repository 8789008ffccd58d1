namespace SecurityPortal.TwoFactor.Enrolment;

/// <summary>The result of submitting the proof of an enrolment.</summary>
public abstract record TurnOnResult
{
    private TurnOnResult()
    {
    }

    /// <param name="TurnedOff">The ids of methods that this turned off, such as WhatsApp after a change of number.</param>
    public sealed record On(IReadOnlyList<string> TurnedOff) : TurnOnResult
    {
        /// <summary>The name of the key or app that was added to a method already on.</summary>
        public string? AddedItem { get; init; }
    }

    /// <summary>The proof was accepted; the method is turned on once this enrolment is done as well (R12).</summary>
    public sealed record SetUpFirst(StartedEnrolment Companion) : TurnOnResult;

    public sealed record Refused(MethodRefusal Refusal) : TurnOnResult;

    internal static TurnOnResult Refuse(MethodFault fault, string? message = null) => new Refused(new(fault, message));
}
