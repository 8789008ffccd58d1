using System.Text.Json.Nodes;

namespace SecurityPortal.TwoFactor.SecurityKeys;

/// <summary>
/// What the browser's prompt is to show first (WebAuthn 5.8.7). Hints forbid nothing, and a browser that knows none shows
/// what it always did.
/// </summary>
internal static class KeyHints
{
    /// <summary>The options, with a hint to security keys and then to what this device keeps, where synced passkeys are of no use.</summary>
    public static string SecurityKeyFirst(string options)
    {
        var json = JsonNode.Parse(options)!;
        json["hints"] = new JsonArray("security-key", "client-device");
        return json.ToJsonString();
    }
}
