namespace SecurityPortal.Support.Passes;

/// <summary>The result of entering a pass.</summary>
internal abstract record PassAnswer
{
    private PassAnswer()
    {
    }

    public sealed record Passed(string SessionToken) : PassAnswer
    {
        public override string ToString() => nameof(Passed);
    }

    public sealed record Wrong : PassAnswer;

    /// <summary>What was typed cannot be a pass; it was neither checked nor counted.</summary>
    public sealed record Malformed : PassAnswer;

    public sealed record Locked(DateTimeOffset Until) : PassAnswer;

    public sealed record Over : PassAnswer;
}
