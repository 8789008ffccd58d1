namespace SecurityPortal.Support.Reports;

internal sealed class DailyFigureConfiguration : IEntityTypeConfiguration<DailyFigure>
{
    public void Configure(EntityTypeBuilder<DailyFigure> builder)
    {
        builder.ToTable("DailyFigures").HasKey(figure => new { figure.Series, figure.Day });
        builder.HasIndex(figure => figure.Day);
    }
}
