using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Metadata;
using SecurityPortal.Data;
using CompiledForPostgreSql = SecurityPortal.Data.CompiledModel.PostgreSql.PortalDbContextModel;
using CompiledForSqlite = SecurityPortal.Data.CompiledModel.Sqlite.PortalDbContextModel;

namespace SecurityPortal.Tests.Data;

/// <summary>The model that the portal starts with was generated beforehand, and is the one that the code describes.</summary>
public sealed class CompiledModels
{
    private const string Stale = "Generate it anew: SecurityPortal/Decisions/21-the-model-is-compiled.md";

    [Fact]
    public void The_one_of_sqlite_is_that_of_the_code() =>
        Compare(options => options.UseSqlite("Data Source=design.db"), CompiledForSqlite.Instance);

    [Fact]
    public void The_one_of_postgresql_is_that_of_the_code() =>
        Compare(options => options.UseNpgsql("Host=design"), CompiledForPostgreSql.Instance);

    private static void Compare(Action<DbContextOptionsBuilder> use, IModel model)
    {
        // With services of its own: a model by which others have asked holds the shapes of their rows as well.
        using var described = new PortalDbContext(
            DesignTimeFactory.Options<PortalDbContext>(db => use(db.EnableServiceProviderCaching(false))));
        var options = new DbContextOptionsBuilder<PortalDbContext>();
        use(options.UseModel(model));
        using var compiled = new PortalDbContext(options.Options);

        Assert.Same(options.Options.FindExtension<CoreOptionsExtension>()!.Model, compiled.Model);
        foreach (var (expected, actual) in Texts(described).Zip(Texts(compiled)))
        {
            Assert.True(expected == actual, $"{Stale}{Environment.NewLine}{FirstDifference(expected, actual)}");
        }
    }

    private static IEnumerable<string> Texts(PortalDbContext db)
    {
        yield return db.Model.ToDebugString(MetadataDebugStringOptions.LongDefault);
        yield return db.Model.GetRelationalModel().ToDebugString(MetadataDebugStringOptions.LongDefault);
        yield return string.Join(
            Environment.NewLine,
            db.Model.GetEntityTypes().SelectMany(type => type.GetProperties()).Select(property =>
                $"{property.DeclaringType.DisplayName()}.{property.Name} {property.GetColumnType()} {property.GetTypeMapping().Converter}"));
    }

    private static string FirstDifference(string expected, string actual)
    {
        var lines = expected.Split('\n').Zip(actual.Split('\n')).Where(pair => pair.First != pair.Second);
        return lines.Select(pair => $"The code: {pair.First}{Environment.NewLine}Compiled: {pair.Second}").FirstOrDefault()
            ?? "One of them goes on where the other ends.";
    }
}
