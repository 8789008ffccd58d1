namespace SecurityPortal.Platform.Database;

internal sealed class PersonConfiguration : IEntityTypeConfiguration<Person>
{
    public void Configure(EntityTypeBuilder<Person> builder)
    {
        builder.ToTable("People").HasKey(person => person.UserId);
        builder.Property(person => person.DisplayName).HasMaxLength(DisplayName.MaxLength);
        builder.Property(person => person.NameKey).HasMaxLength(DisplayName.MaxLength * 2);
        builder.Property(person => person.FamilyNameKey).HasMaxLength(DisplayName.MaxLength * 2);
        builder.HasIndex(person => person.NameKey);
        builder.HasIndex(person => person.FamilyNameKey);
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
