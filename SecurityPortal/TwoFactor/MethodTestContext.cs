using SecurityPortal.TwoFactor.OneTimeCodes;

namespace SecurityPortal.TwoFactor;

/// <summary>The parameters of a method's component for "Test it".</summary>
public sealed class MethodTestContext
{
    /// <summary>The masked destination, for methods that send.</summary>
    public required string Hint { get; init; }

    /// <summary>Sends a code to try.</summary>
    public required Func<Task<SendCodeResult>> SendCodeAsync { get; init; }

    /// <summary>How far it got; null when none was sent.</summary>
    public required Func<Task<CodeLine?>> ProgressAsync { get; init; }

    /// <summary>Begins what the method needs before it can be answered.</summary>
    public required Func<Task<object?>> OpenAsync { get; init; }

    /// <summary>Hands in the answer; the result is the sentence to show, or null when it was right.</summary>
    public required Func<string, Task<string?>> AnswerAsync { get; init; }

    /// <summary>The sentence for a refusal.</summary>
    public required Func<MethodRefusal, string> Explain { get; init; }
}
