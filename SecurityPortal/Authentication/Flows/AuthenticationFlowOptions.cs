namespace SecurityPortal.Authentication.Flows;

/// <summary>How long a pending sign-in lives and what it may cost (configuration section <c>Flows</c>).</summary>
internal sealed class AuthenticationFlowOptions
{
    public TimeSpan Lifetime { get; set; } = TimeSpan.FromMinutes(10);

    /// <summary>Answers that one flow may give, right and wrong, by all methods together.</summary>
    public int MaxAttempts { get; set; } = 10;
}
