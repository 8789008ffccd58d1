using System.Text.Json.Serialization;

namespace SecurityPortal.Messaging.Delivery;

/// <summary>
/// A message for a provider to send. <see cref="ToString"/> returns only the type name, because the message contains codes and numbers.
/// </summary>
internal sealed record OutgoingMessage(DeliveryChannel Channel, string To, string Text)
{
    /// <summary>The subject of an email.</summary>
    public string? Subject { get; init; }

    /// <summary>The same as <see cref="Text"/>, for mail clients that show HTML.</summary>
    public string? Html { get; init; }

    /// <summary>The code in the text, for providers that send a template instead of the text.</summary>
    public string? Code { get; init; }

    /// <summary>When the message was written. Set by the outbox.</summary>
    [JsonIgnore]
    public DateTimeOffset CreatedAt { get; init; }

    /// <summary>After this time, the message is useless. Set by the outbox.</summary>
    [JsonIgnore]
    public DateTimeOffset ExpiresAt { get; init; }

    /// <summary>The calling code of the recipient's number, for metrics on how much arrives where.</summary>
    public int? CountryCode { get; init; }

    public override string ToString() => nameof(OutgoingMessage);
}
