using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using SecurityPortal.Platform.Database;

namespace SecurityPortal.Authentication.Sessions;

/// <summary>A browser that the person trusted: there the password is enough, until it expires.</summary>
internal sealed class TrustedDevice
{
    public required Guid Id { get; init; }

    public required string UserId { get; init; }

    /// <summary>The hash of the token that the browser must show next; each use puts a new one in its place.</summary>
    public required byte[] TokenHash { get; set; }

    public required DateTimeOffset CreatedAt { get; init; }

    public required DateTimeOffset LastUsedAt { get; set; }

    /// <summary>Fixed when the device was trusted: use does not extend it.</summary>
    public required DateTimeOffset ExpiresAt { get; init; }

    public required string UserAgent { get; init; }
}

internal sealed class TrustedDeviceConfiguration : IEntityTypeConfiguration<TrustedDevice>
{
    public void Configure(EntityTypeBuilder<TrustedDevice> builder)
    {
        builder.ToTable("TrustedDevices").HasKey(device => device.Id);
        builder.HasIndex(device => device.UserId);
        builder.HasIndex(device => device.ExpiresAt);
        builder.Property(device => device.UserAgent).HasMaxLength(ClientInfo.MaxUserAgentLength);
        builder.HasOne<PortalUser>().WithMany().HasForeignKey(device => device.UserId).OnDelete(DeleteBehavior.Cascade);
    }
}
