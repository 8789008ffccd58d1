namespace SecurityPortal.Support.Callers;

/// <summary>Whether somebody on the phone is an agent.</summary>
public abstract record AgentCodeAnswer
{
    private AgentCodeAnswer()
    {
    }

    /// <summary>An agent of this case has the code now.</summary>
    public sealed record Confirmed(long CaseNumber, DateTimeOffset Opened) : AgentCodeAnswer;

    public sealed record NotConfirmed : AgentCodeAnswer;

    /// <summary>The network has tried too often: nothing was compared.</summary>
    public sealed record TooMany : AgentCodeAnswer;
}
