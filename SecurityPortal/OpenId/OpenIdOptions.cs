namespace SecurityPortal.OpenId;

/// <summary>Configuration section <c>OpenId</c>: other applications sign in through the portal.</summary>
internal sealed class OpenIdOptions
{
    /// <summary>
    /// Clients by their <c>client_id</c>. They are written to the database at each start; those that are gone from here are
    /// removed. Others are made with <c>SecurityPortal client add</c>.
    /// </summary>
    public Dictionary<string, ClientSettings> Clients { get; set; } = [];

    /// <summary>
    /// How long an access token is good for, at most an hour. The portal's own endpoints refuse it as soon as the session is
    /// over; a resource server that only checks the signature takes it until it lapses.
    /// </summary>
    public TimeSpan AccessTokenLifetime { get; set; } = TimeSpan.FromMinutes(5);

    /// <summary>Requests to the token endpoint that one client may make in a minute, on all nodes together.</summary>
    public int TokenRequestsPerMinute { get; set; } = 6000;

    /// <summary>
    /// PEM files of certificates with their RSA keys. The first signs tokens in the place of the keys that the portal makes,
    /// and the others are published, so that one can be made known before it signs. When to change is then the operator's
    /// to say.
    /// </summary>
    public string[] SigningCertificates { get; set; } = [];
}
