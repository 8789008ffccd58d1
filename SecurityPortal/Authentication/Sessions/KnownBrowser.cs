using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using SecurityPortal.Platform.Database;

namespace SecurityPortal.Authentication.Sessions;

/// <summary>
/// A browser in which a person has signed in before. Opens nothing: it only keeps notifications to what is new.
/// </summary>
internal sealed class KnownBrowser
{
    public required string UserId { get; init; }

    public required byte[] TokenHash { get; init; }

    public required DateTimeOffset LastSeenAt { get; set; }

    /// <summary>The browser that a request came from; null when it has no mark.</summary>
    public static KnownBrowser? Of(string userId, ClientInfo client, SessionSeal seal, DateTimeOffset now) => client.Browser is null
        ? null
        : new() { UserId = userId, TokenHash = seal.Browser(userId, client.Browser), LastSeenAt = now };
}

internal sealed class KnownBrowserConfiguration : IEntityTypeConfiguration<KnownBrowser>
{
    public void Configure(EntityTypeBuilder<KnownBrowser> builder)
    {
        builder.ToTable("KnownBrowsers").HasKey(browser => new { browser.UserId, browser.TokenHash });
        builder.HasIndex(browser => browser.LastSeenAt);
        builder.HasOne<PortalUser>().WithMany().HasForeignKey(browser => browser.UserId).OnDelete(DeleteBehavior.Cascade);
    }
}
