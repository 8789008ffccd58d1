using System.Text.Json.Nodes;

namespace SecurityPortal.TwoFactor.SecurityKeys;

/// <summary>
/// Adds hints about what the browser's prompt should show first (WebAuthn 5.8.7). Hints forbid nothing, and browsers that do
/// not support them ignore them.
/// </summary>
internal static class KeyHints
{
    /// <summary>Returns the options with hints to security keys, then this device, for people whose synced passkeys are refused.</summary>
    public static string SecurityKeyFirst(string options)
    {
        var json = JsonNode.Parse(options)!;
        json["hints"] = new JsonArray("security-key", "client-device");
        return json.ToJsonString();
    }
}
