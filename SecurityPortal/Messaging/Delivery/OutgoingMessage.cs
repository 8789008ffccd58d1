using System.Text.Json.Serialization;

namespace SecurityPortal.Messaging.Delivery;

/// <summary>A message for a provider to send. Prints as its type name only: it holds codes and numbers.</summary>
internal sealed record OutgoingMessage(DeliveryChannel Channel, string To, string Text)
{
    /// <summary>The subject of an e-mail.</summary>
    public string? Subject { get; init; }

    /// <summary>The same as <see cref="Text"/>, for mail programs that show HTML.</summary>
    public string? Html { get; init; }

    /// <summary>The code in the text, for providers that send a template instead of the text.</summary>
    public string? Code { get; init; }

    /// <summary>When it was written; told by the outbox.</summary>
    [JsonIgnore]
    public DateTimeOffset CreatedAt { get; init; }

    /// <summary>After this it is worth nothing; told by the outbox.</summary>
    [JsonIgnore]
    public DateTimeOffset ExpiresAt { get; init; }

    /// <summary>The calling code of the number that it goes to, for figures of how much arrives where.</summary>
    public int? CountryCode { get; init; }

    public override string ToString() => nameof(OutgoingMessage);
}
