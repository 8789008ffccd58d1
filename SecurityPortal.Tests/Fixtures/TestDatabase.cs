namespace SecurityPortal.Tests.Fixtures;

/// <summary>
/// The database that the tests' portals use: SQLite, or PostgreSQL when the environment says
/// <c>PORTAL_TESTS_DATABASE=PostgreSQL</c>.
/// </summary>
internal static class TestDatabase
{
    private const string Variable = "PORTAL_TESTS_DATABASE";

    public static bool IsPostgreSql { get; } = Environment.GetEnvironmentVariable(Variable)?.ToUpperInvariant() switch
    {
        null or "" or "SQLITE" => false,
        "POSTGRESQL" => true,
        var other => throw new InvalidOperationException($"{Variable} is '{other}': Sqlite or PostgreSQL."),
    };
}
