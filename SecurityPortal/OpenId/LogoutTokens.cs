using System.Security.Claims;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace SecurityPortal.OpenId;

/// <summary>Makes logout tokens (OpenID Connect Back-Channel Logout 1.0, 2.4).</summary>
internal sealed class LogoutTokens(OpenIdKeys keys, IOptions<PortalOptions> portal, TimeProvider clock)
{
    /// <summary>How long a logout token is valid: 2.4 recommends a short time, two minutes at most.</summary>
    public static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(2);

    public string Create(ApplicationSession session)
    {
        var now = clock.GetUtcNow();
        return new JsonWebTokenHandler { SetDefaultTimesOnTokenCreation = false }.CreateToken(new SecurityTokenDescriptor
        {
            TokenType = "logout+jwt",
            Issuer = portal.Value.PublicUrl + "/",
            Audience = session.ClientId,
            IssuedAt = now.UtcDateTime,
            Expires = (now + Lifetime).UtcDateTime,
            Subject = new ClaimsIdentity([new("sub", session.UserId), new(OpenIdClaims.SessionId, session.SessionId.ToString()), new("jti", Guid.NewGuid().ToString("N"))]),
            Claims = new Dictionary<string, object>
            {
                ["events"] = new Dictionary<string, object> { ["http://schemas.openid.net/event/backchannel-logout"] = new Dictionary<string, object>() },
            },
            SigningCredentials = new(keys.Of(OpenIdKeyUse.Signing)[0], SecurityAlgorithms.RsaSha256),
        });
    }
}
