using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace SecurityPortal.Audit;

/// <summary>One line of the log. Never holds a secret, a code or a full phone number.</summary>
internal sealed class AuditLogEntry
{
    /// <summary>1, 2, 3 and so on, without gaps.</summary>
    public required long Sequence { get; init; }

    public required DateTimeOffset At { get; init; }

    /// <summary>The person it happened to.</summary>
    public required string UserId { get; init; }

    /// <summary>Who did it: <c>self</c>, <c>portal</c>, <c>operator</c>, or the id of a member of staff.</summary>
    public required string Actor { get; init; }

    /// <summary>What happened, such as <c>method-on</c>; see <see cref="AuditEvents"/>.</summary>
    public required string Event { get; init; }

    /// <summary>What it happened to, such as ids of methods.</summary>
    public required string Detail { get; init; }

    public required string Address { get; init; }

    public required string UserAgent { get; init; }

    /// <summary>Keyed hash over this entry and the hash of the one before.</summary>
    public required byte[] Hash { get; set; }
}

/// <summary>The newest entry's number and hash, kept apart so that a cut-off end is found.</summary>
internal sealed class AuditLogHead
{
    public const int TheOnlyId = 1;

    public required int Id { get; init; }

    public required long Sequence { get; set; }

    public required byte[] Hash { get; set; }

    /// <summary>The newest entry that was dropped for its age, and its hash: the chain goes on from there.</summary>
    public long CutSequence { get; set; }

    public byte[] CutHash { get; set; } = [];

    /// <summary>Keyed hash over all of this; empty only until the database has its key.</summary>
    public byte[] Seal { get; set; } = [];
}

internal sealed class AuditLogEntryConfiguration : IEntityTypeConfiguration<AuditLogEntry>
{
    public void Configure(EntityTypeBuilder<AuditLogEntry> builder)
    {
        // No foreign key to the person: the log outlives a deleted account.
        builder.ToTable("ActivityLog").HasKey(entry => entry.Sequence);
        builder.Property(entry => entry.Sequence).ValueGeneratedNever();
        builder.HasIndex(entry => new { entry.UserId, entry.Sequence });
        builder.Property(entry => entry.UserId).HasMaxLength(450);
        builder.Property(entry => entry.Actor).HasMaxLength(450);
        builder.Property(entry => entry.Event).HasMaxLength(64);
        builder.Property(entry => entry.Detail).HasMaxLength(512);
        builder.Property(entry => entry.Address).HasMaxLength(64);
        builder.Property(entry => entry.UserAgent).HasMaxLength(256);
    }
}

internal sealed class AuditLogHeadConfiguration : IEntityTypeConfiguration<AuditLogHead>
{
    public void Configure(EntityTypeBuilder<AuditLogHead> builder)
    {
        builder.ToTable("ActivityLogHead").HasKey(head => head.Id);
        builder.Property(head => head.Id).ValueGeneratedNever();
        builder.HasData(new AuditLogHead { Id = AuditLogHead.TheOnlyId, Sequence = 0, Hash = [] });
    }
}
