using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace SecurityPortal.Messaging.Delivery.Limits;

/// <summary>How many messages went out for one key (a number, a block of numbers, an address, a channel) in one hour or day.</summary>
internal sealed class SendCount
{
    public required string Key { get; init; }

    /// <summary>The hour or day, as its beginning.</summary>
    public required DateTimeOffset Period { get; init; }

    public int Count { get; set; }
}

/// <summary>Codes sent to one block of numbers in one span of time, and how many of them came back.</summary>
internal sealed class Conversion
{
    public required DeliveryChannel Channel { get; init; }

    /// <summary>The numbers' common beginning, such as <c>+1415555</c>.</summary>
    public required string Prefix { get; init; }

    /// <inheritdoc cref="SendWish.IsConfirmed"/>
    public required bool IsConfirmed { get; init; }

    public required DateTimeOffset Period { get; init; }

    public required string Region { get; init; }

    public int Sent { get; set; }

    public int Entered { get; set; }
}

/// <summary>
/// Numbers to which nothing is sent for some hours, or until somebody has looked: either enrolments or, up to a few codes
/// for each number, what goes to confirmed ones.
/// </summary>
internal sealed class PrefixBlock
{
    public int Id { get; init; }

    public required DeliveryChannel Channel { get; init; }

    /// <summary>The beginning of the numbers concerned.</summary>
    public required string Prefix { get; init; }

    /// <inheritdoc cref="SendWish.IsConfirmed"/>
    public required bool IsConfirmed { get; init; }

    /// <summary>What it is known by (<see cref="PrefixBlocks.Name"/>) as long as the stop holds, null afterwards: there is one at a time.</summary>
    public string? Holding { get; set; }

    public required string Reason { get; init; }

    public required DateTimeOffset Since { get; init; }

    public DateTimeOffset? LiftedAt { get; set; }
}

internal sealed class SendCountConfiguration : IEntityTypeConfiguration<SendCount>
{
    public void Configure(EntityTypeBuilder<SendCount> builder)
    {
        builder.ToTable("SendCounts").HasKey(count => new { count.Key, count.Period });
        builder.Property(count => count.Key).HasMaxLength(128);
        builder.HasIndex(count => count.Period);
    }
}

internal sealed class ConversionConfiguration : IEntityTypeConfiguration<Conversion>
{
    public void Configure(EntityTypeBuilder<Conversion> builder)
    {
        builder.ToTable("Conversions").HasKey(row => new { row.Channel, row.Prefix, row.IsConfirmed, row.Period });
        builder.Property(row => row.Prefix).HasMaxLength(16);
        builder.Property(row => row.Region).HasMaxLength(8);
        builder.HasIndex(row => row.Period);
    }
}

internal sealed class PrefixBlockConfiguration : IEntityTypeConfiguration<PrefixBlock>
{
    public void Configure(EntityTypeBuilder<PrefixBlock> builder)
    {
        builder.ToTable("PrefixBlocks").HasKey(stop => stop.Id);
        builder.Property(stop => stop.Prefix).HasMaxLength(16);
        builder.Property(stop => stop.Holding).HasMaxLength(32);
        builder.Property(stop => stop.Reason).HasMaxLength(256);
        builder.HasIndex(stop => stop.Holding).IsUnique();
    }
}
