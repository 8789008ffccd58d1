namespace SecurityPortal.TwoFactor;

/// <summary>Why a request about a method was refused.</summary>
public enum MethodFault
{
    /// <summary>The session is over; the person has to sign in.</summary>
    SessionEnded,

    /// <summary>The last "Confirm it's you" is too old, or was too weak for this.</summary>
    NeedsConfirmation,

    /// <summary>There is no such method, or it is not offered to this person.</summary>
    UnknownMethod,

    /// <summary>Another method has to be on first.</summary>
    RequiresAnother,

    AlreadyOn,

    /// <summary>It is not on, or it is no longer as it was when the person was asked.</summary>
    ChangedMeanwhile,

    /// <summary>The enrolment is void, because a newer one was begun, or too old.</summary>
    SetupOver,

    WrongCode,

    TooManyTries,

    /// <summary>What was typed cannot be used; the message says why.</summary>
    InvalidInput,

    /// <summary>Somebody said "This wasn't me" less than a day ago: methods stay as they are.</summary>
    Frozen,

    /// <summary>The account has to set up a method before anything else; see <see cref="EnrolmentCause"/>.</summary>
    MustEnrolFirst,

    /// <summary>The account may not be without two-factor.</summary>
    RequiredByPolicy,

    /// <summary>The person began one enrolment after the other and finished none.</summary>
    TooManySetups,
}

/// <summary>A request that was refused, and for what was typed wrongly the reason in the person's language.</summary>
public sealed record MethodRefusal(MethodFault Fault, string? Message = null);

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

/// <summary>An enrolment in progress.</summary>
/// <param name="Id">The id of the enrolment, which the proof has to name.</param>
/// <param name="Method">The id of the method.</param>
/// <param name="Display">What the method's component shows.</param>
public sealed record StartedEnrolment(Guid Id, string Method, object? Display)
{
    public override string ToString() => nameof(StartedEnrolment);
}

/// <summary>The result of a proof.</summary>
public abstract record TurnOnResult
{
    private TurnOnResult()
    {
    }

    /// <param name="TurnedOff">The ids of methods that were turned off with it, such as WhatsApp at a change of number.</param>
    public sealed record On(IReadOnlyList<string> TurnedOff) : TurnOnResult
    {
        /// <summary>The name of the key or app that was added to a method that was on already.</summary>
        public string? AddedItem { get; init; }
    }

    /// <summary>The proof was right; the method comes on when this enrolment is done as well (R12).</summary>
    public sealed record SetUpFirst(StartedEnrolment Companion) : TurnOnResult;

    public sealed record Refused(MethodRefusal Refusal) : TurnOnResult;

    internal static TurnOnResult Refuse(MethodFault fault, string? message = null) => new Refused(new(fault, message));
}

/// <summary>What turning a method off would do, to be agreed to.</summary>
/// <param name="Methods">The ids of all methods that are turned off.</param>
/// <param name="EndsTwoFactor">Whether the last real method goes (R11).</param>
/// <param name="ForbiddenByPolicy">Whether policy keeps it on.</param>
public sealed record TurnOffPreview(IReadOnlyList<string> Methods, bool EndsTwoFactor, bool ForbiddenByPolicy);
