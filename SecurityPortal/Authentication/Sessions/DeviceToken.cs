namespace SecurityPortal.Authentication.Sessions;

/// <summary>The content of a trusted browser's cookie: the device's id and the token to present next.</summary>
internal sealed record DeviceToken(Guid Id, string Token, DateTimeOffset ExpiresAt)
{
    private const string CookieName = "__Host-portal-device";

    public static DeviceToken? Read(HttpContext context) =>
        context.Request.Cookies[CookieName]?.Split('.') is [var id, { Length: RandomToken.Length } token]
        && Guid.TryParseExact(id, "N", out var deviceId)
            ? new(deviceId, token, default)
            : null;

    public void Write(HttpContext context) =>
        context.Response.Cookies.Append(CookieName, $"{Id:N}.{Token}", Options(ExpiresAt));

    public static void Clear(HttpContext context) => context.Response.Cookies.Delete(CookieName, Options(null));

    public override string ToString() => nameof(DeviceToken);

    private static CookieOptions Options(DateTimeOffset? expires) => HostCookie.Options(SameSiteMode.Strict, expires: expires);
}
