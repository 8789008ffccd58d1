using Microsoft.AspNetCore.Components;

namespace SecurityPortal.TwoFactor;

/// <summary>The parameters of a method's component at the second step. The component renders fields; the page owns the form.</summary>
public sealed record MethodChallengeContext
{
    /// <summary>The masked destination, for methods that send codes.</summary>
    public string? Hint { get; init; }

    /// <summary>How far the message got, in words; null for methods that send none.</summary>
    public string? Delivery { get; init; }

    /// <summary>Whether the message did not arrive.</summary>
    public bool HasFailed { get; init; }

    /// <summary>The alternative to offer when the message did not arrive; null when there is none.</summary>
    public OtherWay? Instead { get; init; }

    /// <summary>Why this is not the method that opened first; null when it is.</summary>
    public string? Notice { get; init; }

    /// <summary>Whole seconds until a new code may be requested.</summary>
    public int SecondsToNextSend { get; init; }

    /// <summary>The challenge that the method opened for this step.</summary>
    public object? Display { get; init; }

    /// <summary>What was wrong with the last answer.</summary>
    public string? Error { get; init; }

    /// <summary>The page's own fields, to place before the button that submits the answer.</summary>
    public RenderFragment? BeforeButton { get; init; }
}
