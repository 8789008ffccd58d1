using SecurityPortal.TwoFactor.OneTimeCodes;

namespace SecurityPortal.TwoFactor;

/// <summary>The parameters of a method's enrolment component: access to the service, and nothing else.</summary>
public sealed class EnrolmentContext
{
    /// <summary>Whether the method is on already, so that this adds to it or replaces what it has.</summary>
    public required bool IsOn { get; init; }

    /// <summary>The present detail of the method, as its row shows it: a masked number; null when it is not on.</summary>
    public string? Present { get; init; }

    /// <summary>Whether a first code is sent at once, because the button that led here said so.</summary>
    public bool SendAtOnce { get; init; }

    /// <summary>An enrolment that was begun for the component already, if any.</summary>
    public StartedEnrolment? Begun { get; init; }

    /// <summary>Begins with the fields of the component's form.</summary>
    public required Func<IReadOnlyDictionary<string, string?>, Task<BeginResult>> BeginAsync { get; init; }

    /// <summary>Begins what the method needs before it can be proven; null when the enrolment is over.</summary>
    public required Func<Guid, Task<object?>> OpenAsync { get; init; }

    /// <summary>Waits a while for a proof that is given elsewhere; true once it is there, false when it cannot come.</summary>
    public required Func<Guid, Task<bool?>> WaitAsync { get; init; }

    /// <summary>Sends a code for the enrolment.</summary>
    public required Func<Guid, Task<SendCodeResult>> SendCodeAsync { get; init; }

    /// <summary>How far the newest code to this masked destination got; null when none was sent.</summary>
    public required Func<Guid, string, Task<CodeLine?>> ProgressAsync { get; init; }

    /// <summary>
    /// Hands in the proof for an enrolment, and the person's name for a new key or app. On success the dialog goes on by
    /// itself; the result is the sentence to show at the field, or null.
    /// </summary>
    public required Func<Guid, string, string?, Task<string?>> TurnOnAsync { get; init; }

    /// <summary>The sentence for a refusal.</summary>
    public required Func<MethodRefusal, string> Explain { get; init; }
}
