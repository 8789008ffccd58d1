namespace SecurityPortal.Messaging.Delivery.Development;

/// <summary>A message that the Development provider "sent".</summary>
internal sealed class DevelopmentMessage
{
    /// <summary>The id of the outbox job, so that a job is stored only once.</summary>
    public required Guid Id { get; init; }

    public required byte[] Payload { get; init; }

    public required DateTimeOffset At { get; init; }
}
