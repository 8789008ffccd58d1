namespace SecurityPortal.Support.Callers;

/// <summary>Whether the person on the phone is an agent.</summary>
public abstract record AgentCodeAnswer
{
    private AgentCodeAnswer()
    {
    }

    /// <summary>An agent working on this case has this code now.</summary>
    public sealed record Confirmed(long CaseNumber, DateTimeOffset Opened) : AgentCodeAnswer;

    public sealed record NotConfirmed : AgentCodeAnswer;

    /// <summary>There were too many attempts from the network: nothing was compared.</summary>
    public sealed record TooMany : AgentCodeAnswer;
}
