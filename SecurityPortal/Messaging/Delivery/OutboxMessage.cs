using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace SecurityPortal.Messaging.Delivery;

/// <summary>A message to get out, written in the transaction of whatever it is about.</summary>
internal sealed class OutboxMessage
{
    /// <summary>The job id, which providers are given so that a message is recognised when it comes back.</summary>
    public required Guid Id { get; init; }

    public required string UserId { get; init; }

    public required DeliveryChannel Channel { get; init; }

    /// <summary>Messages of one group supersede each other: a new one cancels those still waiting.</summary>
    public required string Group { get; init; }

    /// <summary>Address, subject and text, encrypted; null once the message is finished.</summary>
    public byte[]? Payload { get; set; }

    /// <summary>The calling code of the number that it goes to; null for e-mail.</summary>
    public int? CountryCode { get; init; }

    public DeliveryState State { get; set; }

    /// <summary>Claims so far.</summary>
    public int Attempts { get; set; }

    /// <summary>Claims that found an earlier one interrupted.</summary>
    public int Checks { get; set; }

    public required DateTimeOffset NextAt { get; set; }

    public DateTimeOffset? LeaseUntil { get; set; }

    public Guid? LeaseOwner { get; set; }

    /// <summary>The process that alone may send it, as a test of that process's settings; null for all others.</summary>
    public Guid? OnlyBy { get; init; }

    /// <summary>After this the message is worth nothing and is not sent.</summary>
    public required DateTimeOffset ExpiresAt { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    public DateTimeOffset? FinishedAt { get; set; }

    /// <summary>The provider's own id for the message.</summary>
    public string? ProviderId { get; set; }

    /// <summary>Why it failed, in the provider's terms.</summary>
    public string? Error { get; set; }

    /// <summary>Why it failed, as far as it matters to the person; null when it did not fail.</summary>
    public DeliveryFault? Fault { get; set; }
}

/// <summary>The way a message takes.</summary>
internal enum DeliveryChannel
{
    Sms,
    WhatsApp,
    Email,
}

/// <summary>How far a message got. It only moves forward; of a failure and a delivery, the delivery is believed.</summary>
internal enum DeliveryState
{
    Pending,
    Sending,

    /// <summary>A sender vanished in the middle: the provider is asked before anything is sent again.</summary>
    Checking,
    Accepted,
    Delivered,
    Failed,
    Expired,
    Cancelled,
}

internal sealed class OutboxMessageConfiguration : IEntityTypeConfiguration<OutboxMessage>
{
    public void Configure(EntityTypeBuilder<OutboxMessage> builder)
    {
        builder.ToTable("Outbox").HasKey(message => message.Id);
        builder.HasIndex(message => new { message.State, message.NextAt });
        builder.HasIndex(message => message.Group);
        builder.HasIndex(message => message.ProviderId);
        builder.HasIndex(message => message.CreatedAt);
        builder.Property(message => message.UserId).HasMaxLength(450);
        builder.Property(message => message.Group).HasMaxLength(128);
        builder.Property(message => message.ProviderId).HasMaxLength(128);
        builder.Property(message => message.Error).HasMaxLength(256);
    }
}
