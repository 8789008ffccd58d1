using SecurityPortal.TwoFactor;

namespace SecurityPortal.SignIn.SecondFactor;

/// <summary>The result of an answer.</summary>
internal abstract record SecondFactorResult
{
    private SecondFactorResult()
    {
    }

    /// <summary>Right, by this method; the token goes into the session cookie.</summary>
    public sealed record Passed(string SessionToken, MethodDescription Method) : SecondFactorResult
    {
        /// <summary>Whether so few backup codes are left that new ones are made now (R21).</summary>
        public bool IsRunningOut { get; init; }

        public override string ToString() => nameof(Passed);
    }

    /// <param name="Sentence">The method's own words for it, if it has any.</param>
    public sealed record Wrong(string? Sentence) : SecondFactorResult;

    /// <summary>It cannot be an answer, for this reason; it was not looked at and not counted.</summary>
    public sealed record Malformed(string Sentence) : SecondFactorResult;

    /// <summary>Too many wrong answers; nothing is looked at until then.</summary>
    public sealed record Locked(DateTimeOffset Until) : SecondFactorResult;

    /// <summary>A hundred wrong answers in a row: nothing that could be guessed is looked at any more.</summary>
    public sealed record Closed : SecondFactorResult;

    /// <summary>The flow takes no more answers.</summary>
    public sealed record Over : SecondFactorResult;
}
