using System.Diagnostics.Metrics;
using OpenIddict.Server;

namespace SecurityPortal.OpenId;

/// <summary>Counts the provider's activity for the operator. No metric identifies a person.</summary>
internal sealed class OpenIdCounter
{
    public const string Passed = "passed";

    private readonly Counter<long> _authorizations;
    private readonly Counter<long> _tokens;
    private readonly Counter<long> _requests;
    private readonly Counter<long> _logouts;

    public OpenIdCounter(IMeterFactory meters)
    {
        var meter = meters.Create("SecurityPortal");
        _authorizations = meter.CreateCounter<long>(
            "security_portal.openid.authorizations", "{authorization}", "Authorization requests that were answered, by client and outcome.");
        _tokens = meter.CreateCounter<long>(
            "security_portal.openid.tokens", "{request}", "Token requests, by grant type and outcome.");
        _requests = meter.CreateCounter<long>(
            "security_portal.openid.requests", "{request}", "Requests to the other endpoints for programs, by endpoint and outcome.");
        _logouts = meter.CreateCounter<long>(
            "security_portal.openid.logouts", "{logout}", "Attempts to deliver a logout token, by client and outcome.");
    }

    public void Authorized(string client, string outcome) =>
        _authorizations.Add(1, new("client", client), new("outcome", outcome));

    public void Token(string grant, string outcome) => _tokens.Add(1, new("grant", grant), new("outcome", outcome));

    public void Asked(OpenIddictServerEndpointType endpoint, string outcome) =>
        _requests.Add(1, new("endpoint", endpoint.ToString()), new("outcome", outcome));

    public void Logout(string client, string outcome) => _logouts.Add(1, new("client", client), new("outcome", outcome));
}
