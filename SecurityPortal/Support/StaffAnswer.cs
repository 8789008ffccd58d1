namespace SecurityPortal.Support;

/// <summary>The result of using the agent's own key.</summary>
internal abstract record StaffAnswer
{
    private StaffAnswer()
    {
    }

    /// <param name="SessionToken">The session's new token.</param>
    public sealed record Confirmed(string SessionToken) : StaffAnswer
    {
        public override string ToString() => nameof(Confirmed);
    }

    public sealed record Wrong : StaffAnswer;

    /// <summary>Too many wrong answers; no answer is checked until then.</summary>
    public sealed record Locked(DateTimeOffset Until) : StaffAnswer;
}
