namespace SecurityPortal.TwoFactor.SecurityKeys;

/// <summary>The state of a registration between the options and the browser's response.</summary>
/// <param name="State">The state of Identity's handler.</param>
/// <param name="IsConditional">
/// Whether the browser may create the passkey without a prompt (WebAuthn 5.1.3, conditional mediation). If so, the person may
/// not have touched anything.
/// </param>
internal sealed record KeyRegistration(string State, bool IsConditional)
{
    public string ToJson() => JsonSerializer.Serialize(this);

    public static KeyRegistration Of(string json) => JsonSerializer.Deserialize<KeyRegistration>(json)!;

    public override string ToString() => nameof(KeyRegistration);
}
