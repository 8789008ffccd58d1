using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using SecurityPortal.Platform.Database;

namespace SecurityPortal.TwoFactor.PhoneNumbers;

/// <summary>The number at which a person proved to receive texts. One each.</summary>
internal sealed class ConfirmedPhone
{
    public required string UserId { get; init; }

    /// <summary>The number, encrypted.</summary>
    public required byte[] Number { get; set; }

    /// <summary>Keyed hash of the number, to find and compare it by.</summary>
    public required string Fingerprint { get; set; }

    /// <summary>Keyed hash of the last four digits, by which support finds a person who names them.</summary>
    public required string LastFour { get; set; }

    public required DateTimeOffset ConfirmedAt { get; set; }
}

internal sealed class ConfirmedPhoneConfiguration : IEntityTypeConfiguration<ConfirmedPhone>
{
    public void Configure(EntityTypeBuilder<ConfirmedPhone> builder)
    {
        builder.ToTable("ConfirmedPhones").HasKey(phone => phone.UserId);
        builder.HasIndex(phone => phone.Fingerprint);
        builder.HasIndex(phone => phone.LastFour);
        builder.Property(phone => phone.Fingerprint).HasMaxLength(22);
        builder.Property(phone => phone.LastFour).HasMaxLength(11);
        builder.HasOne<PortalUser>().WithOne().HasForeignKey<ConfirmedPhone>(phone => phone.UserId)
            .OnDelete(DeleteBehavior.Cascade);
    }
}
