namespace SecurityPortal.TwoFactor;

/// <summary>The result of a request to begin an enrolment.</summary>
internal abstract record PrepareResult
{
    private PrepareResult()
    {
    }

    /// <param name="Payload">What to store, encrypted, until the method is on.</param>
    /// <param name="Display">What the enrolment component shows; never stored.</param>
    public sealed record Ready(string Payload, object? Display = null) : PrepareResult
    {
        public override string ToString() => nameof(Ready);
    }

    /// <param name="Message">What is wrong and what to do about it, in the person's language.</param>
    public sealed record Refused(string Message) : PrepareResult;
}
