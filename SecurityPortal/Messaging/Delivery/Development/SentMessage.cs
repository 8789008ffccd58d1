namespace SecurityPortal.Messaging.Delivery.Development;

/// <summary>A message as <c>/dev/outbox.json</c> shows it.</summary>
internal sealed record SentMessage(Guid Id, string Channel, string To, string Text, DateTimeOffset At, string State)
{
    public override string ToString() => nameof(SentMessage);
}
