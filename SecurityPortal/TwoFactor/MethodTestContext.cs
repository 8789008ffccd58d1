using SecurityPortal.TwoFactor.OneTimeCodes;

namespace SecurityPortal.TwoFactor;

/// <summary>The parameter of a method's component for "Test it".</summary>
public sealed class MethodTestContext
{
    /// <summary>The masked destination, for methods that send codes.</summary>
    public required string Hint { get; init; }

    /// <summary>Sends a code to test with.</summary>
    public required Func<Task<SendCodeResult>> SendCodeAsync { get; init; }

    /// <summary>Returns how far the code got; null when none was sent.</summary>
    public required Func<Task<CodeLine?>> ProgressAsync { get; init; }

    /// <summary>Opens the challenge that the method needs before it can be answered.</summary>
    public required Func<Task<object?>> OpenAsync { get; init; }

    /// <summary>Submits the answer; the result is the sentence to show, or null when it was correct.</summary>
    public required Func<string, Task<string?>> AnswerAsync { get; init; }

    /// <summary>Returns the sentence to show for a refusal.</summary>
    public required Func<MethodRefusal, string> Explain { get; init; }
}
