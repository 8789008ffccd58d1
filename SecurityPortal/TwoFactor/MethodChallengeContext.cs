using Microsoft.AspNetCore.Components;

namespace SecurityPortal.TwoFactor;

/// <summary>The parameters of a method's component at the second step. It renders fields; the page owns the form.</summary>
public sealed record MethodChallengeContext
{
    /// <summary>The masked destination, for methods that send.</summary>
    public string? Hint { get; init; }

    /// <summary>How far the message got, in words; null for methods that send none.</summary>
    public string? Delivery { get; init; }

    /// <summary>Whether the message did not arrive.</summary>
    public bool HasFailed { get; init; }

    /// <summary>The link for a message that did not arrive; null where there is none.</summary>
    public OtherWay? Instead { get; init; }

    /// <summary>Why it is not the method that opened first; null when it is.</summary>
    public string? Notice { get; init; }

    /// <summary>Whole seconds until a new code may be asked for.</summary>
    public int SecondsToNextSend { get; init; }

    /// <summary>The challenge that the method began for this step.</summary>
    public object? Display { get; init; }

    /// <summary>The fault of the last answer.</summary>
    public string? Error { get; init; }

    /// <summary>Fields of the page's own, to be put before the button that sends the answer.</summary>
    public RenderFragment? BeforeButton { get; init; }
}
