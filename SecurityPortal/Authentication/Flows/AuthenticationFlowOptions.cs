namespace SecurityPortal.Authentication.Flows;

/// <summary>How long a pending sign-in lives and what it may cost (configuration section <c>Flows</c>).</summary>
internal sealed class AuthenticationFlowOptions
{
    /// <summary>How long a person has to finish a sign-in once it has begun.</summary>
    /// <value>above 0, at most 00:10:00</value>
    public TimeSpan Lifetime { get; set; } = TimeSpan.FromMinutes(10);

    /// <summary>Answers that one sign-in takes, right and wrong, by all methods together.</summary>
    /// <value>from 1 to 100</value>
    public int MaxAttempts { get; set; } = 10;
}
