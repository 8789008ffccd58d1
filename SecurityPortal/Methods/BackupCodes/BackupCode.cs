using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using SecurityPortal.Data;

namespace SecurityPortal.Methods.BackupCodes;

/// <summary>One backup code of a person. The code itself is nowhere: only its salted slow hash.</summary>
internal sealed class BackupCode
{
    public required Guid Id { get; init; }

    public required string UserId { get; init; }

    /// <summary>The same for all codes of a set, so that a try costs one hash and not ten.</summary>
    public required byte[] Salt { get; init; }

    public required byte[] Hash { get; init; }

    public DateTimeOffset? UsedAt { get; set; }
}

internal sealed class BackupCodeConfiguration : IEntityTypeConfiguration<BackupCode>
{
    public void Configure(EntityTypeBuilder<BackupCode> builder)
    {
        builder.ToTable("BackupCodes").HasKey(code => code.Id);
        builder.HasIndex(code => code.UserId);
        builder.HasOne<PortalUser>().WithMany().HasForeignKey(code => code.UserId).OnDelete(DeleteBehavior.Cascade);
    }
}
