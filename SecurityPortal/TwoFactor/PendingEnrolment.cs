using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using SecurityPortal.Platform.Database;

namespace SecurityPortal.TwoFactor;

/// <summary>
/// An enrolment that was begun and whose method is not on yet. One for each person and method: a newer one, in another tab
/// perhaps, makes the older void.
/// </summary>
internal sealed class PendingEnrolment
{
    public required Guid Id { get; init; }

    public required string UserId { get; init; }

    public required string Method { get; init; }

    public required Guid SessionId { get; init; }

    /// <summary>What the method has to keep until it is on (a key, a number), encrypted.</summary>
    public required byte[] Payload { get; init; }

    /// <summary>What the proof left behind, such as the time step that is spent.</summary>
    public string? Proof { get; set; }

    /// <summary>The person's name for a new key or app.</summary>
    public string? Name { get; set; }

    /// <summary>The enrolment, already proven, that waits for this one.</summary>
    public Guid? Completes { get; init; }

    public DateTimeOffset? ProvenAt { get; set; }

    public int Attempts { get; set; }

    public required DateTimeOffset ExpiresAt { get; set; }

    /// <summary>The purpose of the tokens that prove this enrolment.</summary>
    public string TokenPurpose => EnrolmentPurpose.Of(Id);
}

/// <summary>The purpose of tokens that prove an enrolment: <c>enrol:&lt;id&gt;</c>.</summary>
internal static class EnrolmentPurpose
{
    private const string Prefix = "enrol:";

    public static string Of(Guid id) => $"{Prefix}{id:N}";

    /// <summary>The id of the enrolment, or null when the purpose is another.</summary>
    public static Guid? Id(string purpose) =>
        purpose.StartsWith(Prefix, StringComparison.Ordinal) && Guid.TryParseExact(purpose[Prefix.Length..], "N", out var id)
            ? id
            : null;
}

internal sealed class PendingEnrolmentConfiguration : IEntityTypeConfiguration<PendingEnrolment>
{
    public void Configure(EntityTypeBuilder<PendingEnrolment> builder)
    {
        builder.ToTable("PendingEnrolments").HasKey(row => new { row.UserId, row.Method });
        builder.HasIndex(row => row.Id).IsUnique();
        builder.HasIndex(row => row.ExpiresAt);
        builder.Property(row => row.Method).HasMaxLength(64);
        builder.Property(row => row.Name).HasMaxLength(MethodItems.MaxNameLength);
        builder.Ignore(row => row.TokenPurpose);
        builder.HasOne<PortalUser>().WithMany().HasForeignKey(row => row.UserId).OnDelete(DeleteBehavior.Cascade);
    }
}
