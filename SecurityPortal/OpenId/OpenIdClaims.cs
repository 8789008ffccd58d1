using System.Collections.Immutable;
using System.Security.Claims;
using Microsoft.IdentityModel.JsonWebTokens;
using OpenIddict.Abstractions;
using SecurityPortal.Authentication.Sessions;
using SecurityPortal.TwoFactor.PhoneNumbers;
using static OpenIddict.Abstractions.OpenIddictConstants;

namespace SecurityPortal.OpenId;

/// <summary>The claims about a person: those of the granted scopes (OpenID Connect Core 5.4), and no others.</summary>
internal sealed class OpenIdClaims(IDbContextFactory<PortalDbContext> factory, ConfirmedPhoneStore phones)
{
    /// <summary>The portal's session (OpenID Connect Front-Channel Logout 3).</summary>
    public const string SessionId = "sid";

    private static readonly string[] OfTheSignIn =
        [Claims.Subject, SessionId, Claims.AuthenticationTime, Claims.AuthenticationContextReference, Claims.AuthenticationMethodReference];

    /// <summary>All supported claims, for the discovery document.</summary>
    public static readonly IReadOnlyList<string> All =
    [
        .. OfTheSignIn, Claims.Name, Claims.PreferredUsername, Claims.Locale, Claims.Zoneinfo, Claims.Email, Claims.EmailVerified,
        Claims.PhoneNumber, Claims.PhoneNumberVerified, Claims.Role,
    ];

    /// <summary>Creates the principal that codes and tokens are made from.</summary>
    public async Task<ClaimsPrincipal> PrincipalAsync(
        LiveSession session, Assurance assurance, string acr, ImmutableArray<string> scopes, string authorizationId,
        CancellationToken cancellationToken)
    {
        var identity = new ClaimsIdentity("OpenId", Claims.Name, Claims.Role);
        identity.SetClaim(Claims.Subject, session.UserId)
            .SetClaim(SessionId, session.Id.ToString())
            .SetClaim(Claims.AuthenticationTime, assurance.At.ToUnixTimeSeconds())
            .SetClaim(Claims.AuthenticationContextReference, acr);

        // Always an array, even for a single value.
        identity.AddClaim(new(
            Claims.AuthenticationMethodReference, JsonSerializer.Serialize(assurance.Methods), JsonClaimValueTypes.JsonArray));
        identity.SetScopes(scopes);
        identity.SetAuthorizationId(authorizationId);
        return await DescribeAsync(new(identity), cancellationToken);
    }

    /// <summary>Sets the person's claims to their current values; a refresh calls it again.</summary>
    public async Task<ClaimsPrincipal> DescribeAsync(ClaimsPrincipal principal, CancellationToken cancellationToken)
    {
        var identity = (ClaimsIdentity)principal.Identity!;
        var (user, scopes) = (principal.GetClaim(Claims.Subject)!, principal.GetScopes());

        // What is gone since the last time is in no new value, so it has to be removed.
        foreach (var name in All.Except(OfTheSignIn))
        {
            identity.RemoveClaims(name);
        }

        foreach (var (name, value) in await OfPersonAsync(user, scopes, cancellationToken))
        {
            _ = value switch
            {
                string text => identity.SetClaim(name, text),
                bool yes => identity.SetClaim(name, yes),
                string[] texts => identity.SetClaims(name, [.. texts]),
                _ => throw new InvalidOperationException($"The claim {name} has a value of an unknown kind."),
            };
        }

        identity.SetDestinations(Destinations);
        return principal;
    }

    /// <summary>Returns the person's claims for these scopes.</summary>
    public async Task<Dictionary<string, object>> OfPersonAsync(
        string userId, ImmutableArray<string> scopes, CancellationToken cancellationToken)
    {
        await using var db = await factory.CreateDbContextAsync(cancellationToken);
        Dictionary<string, object> claims = [];
        if (await db.Users.AsNoTracking().FirstOrDefaultAsync(row => row.Id == userId, cancellationToken) is not { } user)
        {
            return claims;
        }

        if (scopes.Contains(Scopes.Profile))
        {
            var person = await db.Set<Person>().AsNoTracking().FirstOrDefaultAsync(row => row.UserId == userId, cancellationToken);
            Add(claims, Claims.Name, person?.DisplayName ?? user.UserName);
            Add(claims, Claims.PreferredUsername, user.UserName);
            Add(claims, Claims.Locale, person?.Language);
            Add(claims, Claims.Zoneinfo, person?.TimeZone);
        }

        if (scopes.Contains(Scopes.Email) && !string.IsNullOrWhiteSpace(user.Email))
        {
            claims[Claims.Email] = user.Email;
            claims[Claims.EmailVerified] = user.EmailConfirmed;
        }

        if (scopes.Contains(Scopes.Phone) && await phones.FindAsync(db, userId, cancellationToken) is { } phone)
        {
            claims[Claims.PhoneNumber] = phone.E164;
            claims[Claims.PhoneNumberVerified] = true;
        }

        if (scopes.Contains(Scopes.Roles))
        {
            claims[Claims.Role] = await (
                from membership in db.UserRoles
                join role in db.Roles on membership.RoleId equals role.Id
                where membership.UserId == userId
                orderby role.Name
                select role.Name!).ToArrayAsync(cancellationToken);
        }

        return claims;
    }

    private static void Add(Dictionary<string, object> claims, string name, string? value)
    {
        if (!string.IsNullOrEmpty(value))
        {
            claims[name] = value;
        }
    }

    // Access tokens carry what a resource server needs to decide, and nothing about the person except their roles.
    private static IEnumerable<string> Destinations(Claim claim) => claim.Type switch
    {
        Claims.Role => [OpenIddictConstants.Destinations.AccessToken, OpenIddictConstants.Destinations.IdentityToken],
        var name when OfTheSignIn.Contains(name) => [OpenIddictConstants.Destinations.AccessToken, OpenIddictConstants.Destinations.IdentityToken],
        _ => [OpenIddictConstants.Destinations.IdentityToken],
    };
}
