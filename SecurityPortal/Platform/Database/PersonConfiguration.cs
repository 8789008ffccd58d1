using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace SecurityPortal.Platform.Database;

internal sealed class PersonConfiguration : IEntityTypeConfiguration<Person>
{
    public void Configure(EntityTypeBuilder<Person> builder)
    {
        builder.ToTable("People").HasKey(person => person.UserId);
        builder.Property(person => person.PreferredMethod).HasMaxLength(64);
        builder.Property(person => person.LockReason).HasMaxLength(Person.MaxLockReason);
        builder.Property(person => person.LockOpensWith).HasMaxLength(256);
        builder.Property(person => person.Language).HasMaxLength(16);
        builder.Property(person => person.Theme).HasMaxLength(8);
        builder.Property(person => person.TimeZone).HasMaxLength(64);
        builder.Property(person => person.Region).HasMaxLength(2);
        builder.HasOne<PortalUser>().WithOne().HasForeignKey<Person>(person => person.UserId)
            .OnDelete(DeleteBehavior.Cascade);
    }
}
