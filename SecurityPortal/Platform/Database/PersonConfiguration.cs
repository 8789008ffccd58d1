namespace SecurityPortal.Platform.Database;

internal sealed class PersonConfiguration : IEntityTypeConfiguration<Person>
{
    public void Configure(EntityTypeBuilder<Person> builder)
    {
        builder.ToTable("People").HasKey(person => person.UserId);
        builder.HasIndex(person => person.NameKey);
        builder.HasIndex(person => person.FamilyNameKey);
        builder.HasOne<PortalUser>().WithOne().HasForeignKey<Person>(person => person.UserId)
            .OnDelete(DeleteBehavior.Cascade);
    }
}
