using SecurityPortal.TwoFactor;

namespace SecurityPortal.SignIn.SecondFactor;

/// <summary>The result of answering a second step.</summary>
internal abstract record SecondFactorResult
{
    private SecondFactorResult()
    {
    }

    /// <summary>Right, with this method; the token goes into the session cookie.</summary>
    public sealed record Passed(string SessionToken, MethodDescription Method) : SecondFactorResult
    {
        /// <summary>Whether so few backup codes are left that new ones are offered now (R21).</summary>
        public bool IsRunningOut { get; init; }

        public override string ToString() => nameof(Passed);
    }

    /// <param name="Sentence">The method's own explanation, if it has one.</param>
    public sealed record Wrong(string? Sentence) : SecondFactorResult;

    /// <summary>It cannot be an answer, for this reason, so it was neither checked nor counted.</summary>
    public sealed record Malformed(string Sentence) : SecondFactorResult;

    /// <summary>Too many wrong answers; no answer is checked until then.</summary>
    public sealed record Locked(DateTimeOffset Until) : SecondFactorResult;

    /// <summary>A hundred wrong answers in a row: answers that can be guessed are no longer checked.</summary>
    public sealed record Closed : SecondFactorResult;

    /// <summary>The flow takes no more answers.</summary>
    public sealed record Over : SecondFactorResult;
}
