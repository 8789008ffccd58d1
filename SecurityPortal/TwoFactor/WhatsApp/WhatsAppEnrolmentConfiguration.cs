namespace SecurityPortal.TwoFactor.WhatsApp;

/// <summary>
/// Enforces R3 in the database: a WhatsApp row must name text messages as the method that it requires, and the foreign key of
/// <see cref="MethodEnrolment"/> then ties it to a text message row with the same number.
/// </summary>
internal sealed class WhatsAppEnrolmentConfiguration : IEntityTypeConfiguration<MethodEnrolment>
{
    public void Configure(EntityTypeBuilder<MethodEnrolment> builder) =>
        builder.ToTable(table => table.HasCheckConstraint(
            "CK_MethodEnrolments_WhatsAppRequiresSms",
            """
            "Method" <> 'WhatsApp' OR ("Requires" IS NOT NULL AND "Requires" = 'Sms')
            """));
}
