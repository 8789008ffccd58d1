namespace SecurityPortal.OpenId;

/// <summary>Configuration section <c>OpenId</c>: other applications sign in through the portal.</summary>
internal sealed class OpenIdOptions
{
    /// <summary>
    /// Clients by their client_id. They are written to the database at each start, and those no longer listed here are
    /// removed. Others are made with "SecurityPortal client add".
    /// </summary>
    /// <default>none</default>
    public Dictionary<string, ClientSettings> Clients { get; set; } = [];

    /// <summary>
    /// How long an access token is valid. The portal's own endpoints refuse it once the session has ended; a resource
    /// server that only checks the signature accepts it until it expires.
    /// </summary>
    /// <value>above 0, at most 01:00:00</value>
    public TimeSpan AccessTokenLifetime { get; set; } = TimeSpan.FromMinutes(5);

    /// <summary>
    /// Requests that one client can make from one network in a minute to each of the endpoints for programs (tokens, pushed
    /// requests, introspection, revocation, userinfo), on all nodes together.
    /// </summary>
    /// <value>at least 1</value>
    public int TokenRequestsPerMinute { get; set; } = 6000;

    /// <summary>
    /// Authorization requests answered per session and minute, on all nodes together. From one network, the portal accepts ten
    /// times as many new ones, and as many new requests to sign out.
    /// </summary>
    /// <value>at least 1</value>
    public int AuthorizationsPerMinute { get; set; } = 60;

    /// <summary>
    /// PEM files of certificates with their RSA keys. The first signs tokens instead of the keys that the portal makes. The
    /// others are only published, so that applications know a certificate before it signs. The operator then decides when to
    /// change.
    /// </summary>
    /// <default>none: the portal makes and rotates its own keys</default>
    public string[] SigningCertificates { get; set; } = [];
}
