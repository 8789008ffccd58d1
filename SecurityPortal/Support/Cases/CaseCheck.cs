using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace SecurityPortal.Support.Cases;

/// <summary>One attempt to find out whether the caller is who they say (ASVS 6.4.4; CISA/FBI AA23-320A).</summary>
internal sealed class CaseCheck
{
    public const int MaxSeenBy = 100;

    public required Guid Id { get; init; }

    public required Guid CaseId { get; init; }

    public required CheckKind Kind { get; init; }

    public required CheckState State { get; set; }

    /// <summary>Where the code went, or which number was called, masked; which document was seen.</summary>
    public required string Hint { get; init; }

    /// <summary>Who looked at the document.</summary>
    public string? SeenBy { get; init; }

    /// <summary>The agent.</summary>
    public required string By { get; init; }

    public required DateTimeOffset At { get; init; }

    public DateTimeOffset? DecidedAt { get; set; }

    /// <summary>Until when a code can be compared; null for checks without one.</summary>
    public DateTimeOffset? ExpiresAt { get; init; }

    /// <summary>The number that the person types in a browser where they are signed in, encrypted; null for other checks.</summary>
    public byte[]? Number { get; init; }

    /// <summary>Numbers typed so far, right and wrong.</summary>
    public int Tries { get; set; }
}

/// <summary>What counts as a check. What the caller knows about the person is none.</summary>
public enum CheckKind
{
    /// <summary>A code by text message to the number on file, which the caller reads back.</summary>
    CodeByText,

    /// <summary>The same by e-mail to the address on file.</summary>
    CodeByEmail,

    /// <summary>The agent hung up and called the number on file.</summary>
    CallBack,

    /// <summary>An identity document was seen.</summary>
    IdentityDocument,

    /// <summary>
    /// In a browser where they were signed in before the call, the person typed a number that the agent read to them.
    /// </summary>
    SignedInBrowser,

    /// <summary>The same on a phone or tablet, which whoever holds the phone with the number on file holds as well.</summary>
    SignedInPhone,
}

public enum CheckState
{
    /// <summary>The code was sent.</summary>
    Waiting,
    Passed,

    /// <summary>The digits were wrong; of a code, as often as it may be tried.</summary>
    Failed,

    /// <summary>A newer code took its place.</summary>
    Replaced,

    /// <summary>The code was read back too late, or not at all.</summary>
    Expired,

    /// <summary>The person says that they are not on the phone with support.</summary>
    Denied,
}

/// <summary>The documents that are looked at. Their numbers are not kept.</summary>
public enum IdentityDocument
{
    Passport,
    IdentityCard,
    DrivingLicence,
    ResidencePermit,
}

internal sealed class CaseCheckConfiguration : IEntityTypeConfiguration<CaseCheck>
{
    public void Configure(EntityTypeBuilder<CaseCheck> builder)
    {
        builder.ToTable("CaseChecks").HasKey(check => check.Id);
        builder.HasIndex(check => new { check.CaseId, check.State });
        builder.HasIndex(check => check.At);
        builder.Property(check => check.Hint).HasMaxLength(256);
        builder.Property(check => check.SeenBy).HasMaxLength(CaseCheck.MaxSeenBy);
        builder.Property(check => check.By).HasMaxLength(450);
        builder.HasOne<SupportCase>().WithMany().HasForeignKey(check => check.CaseId).OnDelete(DeleteBehavior.Cascade);
    }
}
