using System.Buffers.Text;

namespace SecurityPortal.TwoFactor.SecurityKeys;

/// <summary>
/// A passkey that a browser offered but the portal does not know. The sign-in page tells the browser, which then stops offering
/// it (WebAuthn 5.1.10.1). A cookie that no other site can set carries the id from the refusal to the page: if it came from
/// the URL, a link could make browsers drop valid passkeys.
/// </summary>
internal static class UnknownPasskey
{
    private const string CookieName = "__Host-portal-passkey-unknown";
    private const int MostIdLength = 1023;

    /// <summary>Returns the credential id that an answer names; null when it names none.</summary>
    public static byte[]? IdOf(string credential)
    {
        try
        {
            using var json = JsonDocument.Parse(credential);
            return json.RootElement.GetProperty("id").GetString() is { Length: > 0 } text
                && Base64Url.DecodeFromChars(text) is { Length: > 0 and <= MostIdLength } id ? id : null;
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException or KeyNotFoundException or FormatException)
        {
            // No browser sends this.
            return null;
        }
    }

    /// <summary>Stores the id for the page to which the browser is redirected.</summary>
    public static void Keep(HttpContext context, byte[] id) =>
        context.Response.Cookies.Append(CookieName, Base64Url.EncodeToString(id), Cookie());

    /// <summary>Returns the stored id, base64url, and deletes it; null when there is none.</summary>
    public static string? Take(HttpContext context)
    {
        if (context.Request.Cookies[CookieName] is not { } kept)
        {
            return null;
        }

        context.Response.Cookies.Delete(CookieName, Cookie());
        return Base64Url.IsValid(kept, out var length) && length is > 0 and <= MostIdLength ? kept : null;
    }

    private static CookieOptions Cookie() => new()
    {
        Path = "/",
        Secure = true,
        HttpOnly = true,
        SameSite = SameSiteMode.Strict,
        IsEssential = true,
        MaxAge = TimeSpan.FromMinutes(1),
    };
}
