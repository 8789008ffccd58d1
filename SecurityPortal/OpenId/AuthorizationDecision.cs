namespace SecurityPortal.OpenId;

/// <summary>The decision on an authorization request.</summary>
internal abstract record AuthorizationDecision
{
    private AuthorizationDecision()
    {
    }

    /// <summary>The client gets a code.</summary>
    public sealed record Granted(System.Security.Claims.ClaimsPrincipal Principal) : AuthorizationDecision;

    /// <summary>The client gets an error that the specifications define.</summary>
    public sealed record Refused(string Error, string Description) : AuthorizationDecision;

    /// <summary>The person has to do something first, and then comes back.</summary>
    public sealed record LedTo(string Url) : AuthorizationDecision;
}
