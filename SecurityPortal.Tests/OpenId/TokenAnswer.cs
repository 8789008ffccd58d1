using System.Net;
using System.Text.Json;

namespace SecurityPortal.Tests.OpenId;

/// <summary>The response of a protocol endpoint.</summary>
internal sealed record TokenAnswer(HttpStatusCode Status, string Text)
{
    public JsonElement Json => Text.Length > 0 ? JsonDocument.Parse(Text).RootElement : default;

    public string this[string name] => Json.GetProperty(name).GetString()!;

    public string? Error => Json.ValueKind == JsonValueKind.Object && Json.TryGetProperty("error", out var error) ? error.GetString() : null;

    public static async Task<TokenAnswer> ReadAsync(HttpResponseMessage answer) =>
        new(answer.StatusCode, await answer.Content.ReadAsStringAsync());
}
