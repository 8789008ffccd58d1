using SecurityPortal.TwoFactor.OneTimeCodes;

namespace SecurityPortal.TwoFactor;

/// <summary>The parameter of a method's enrolment component: access to the service, and nothing else.</summary>
public sealed class EnrolmentContext
{
    /// <summary>Whether the method is already on, so that this enrolment adds to it or replaces what it has.</summary>
    public required bool IsOn { get; init; }

    /// <summary>The current detail of the method as its row shows it, such as a masked number; null when it is not on.</summary>
    public string? Present { get; init; }

    /// <summary>Whether to send the first code immediately, because the button that led here said so.</summary>
    public bool SendAtOnce { get; init; }

    /// <summary>The enrolment that was already begun for the component, if any.</summary>
    public StartedEnrolment? Begun { get; init; }

    /// <summary>Begins an enrolment with the fields of the component's form.</summary>
    public required Func<IReadOnlyDictionary<string, string?>, Task<BeginResult>> BeginAsync { get; init; }

    /// <summary>Opens the challenge that the method needs before it can be proven; null when the enrolment is over.</summary>
    public required Func<Guid, Task<object?>> OpenAsync { get; init; }

    /// <summary>
    /// Waits a while for a proof given elsewhere: true once it is there, false if it cannot come, null to ask again. With
    /// false comes the refusal, if there is one.
    /// </summary>
    public required Func<Guid, Task<(bool? Answered, MethodRefusal? Refusal)>> WaitAsync { get; init; }

    /// <summary>Sends a code for the enrolment.</summary>
    public required Func<Guid, Task<SendCodeResult>> SendCodeAsync { get; init; }

    /// <summary>Returns how far the newest code to this masked destination got; null when none was sent.</summary>
    public required Func<Guid, string, Task<CodeLine?>> ProgressAsync { get; init; }

    /// <summary>
    /// Submits the proof for an enrolment, with the person's name for a new key or app. On success the dialog moves on by
    /// itself; the result is the error to show at the field, or null.
    /// </summary>
    public required Func<Guid, string, string?, Task<string?>> TurnOnAsync { get; init; }

    /// <summary>Returns the sentence to show for a refusal.</summary>
    public required Func<MethodRefusal, string> Explain { get; init; }
}
