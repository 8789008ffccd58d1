using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace SecurityPortal.Messaging.Delivery.Development;

/// <summary>A message that the Development provider "sent".</summary>
internal sealed class DevelopmentMessage
{
    /// <summary>The id of the outbox job, so that a job sent twice is here once.</summary>
    public required Guid Id { get; init; }

    public required byte[] Payload { get; init; }

    public required DateTimeOffset At { get; init; }
}

internal sealed class DevelopmentMessageConfiguration : IEntityTypeConfiguration<DevelopmentMessage>
{
    public void Configure(EntityTypeBuilder<DevelopmentMessage> builder)
    {
        builder.ToTable("DevelopmentMessages").HasKey(message => message.Id);
        builder.HasIndex(message => message.At);
    }
}
