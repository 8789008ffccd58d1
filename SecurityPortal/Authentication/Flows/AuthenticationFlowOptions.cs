namespace SecurityPortal.Authentication.Flows;

/// <summary>Configuration section <c>Flows</c>: how long a pending sign-in lasts, and how many answers it accepts.</summary>
internal sealed class AuthenticationFlowOptions
{
    /// <summary>How long a person has to finish a sign-in once it has begun.</summary>
    /// <value>above 0, at most 00:10:00</value>
    public TimeSpan Lifetime { get; set; } = TimeSpan.FromMinutes(10);

    /// <summary>Answers that one sign-in accepts, right or wrong, across all methods.</summary>
    /// <value>from 1 to 100</value>
    public int MaxAttempts { get; set; } = 10;
}
