namespace SecurityPortal.Support.Passes;

/// <summary>The result of a pass that was typed.</summary>
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

    /// <summary>It cannot be a pass; it was not looked at and not counted.</summary>
    public sealed record Malformed : PassAnswer;

    public sealed record Locked(DateTimeOffset Until) : PassAnswer;

    public sealed record Over : PassAnswer;
}
