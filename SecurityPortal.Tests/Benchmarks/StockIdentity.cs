using System.Globalization;
using Microsoft.AspNetCore.Identity;
using Microsoft.Data.Sqlite;
using SecurityPortal.Tests.Benchmarks.Measured;
using SecurityPortal.Tests.Fixtures;

namespace SecurityPortal.Tests.Benchmarks;

/// <summary>The unchanged output of <c>dotnet new blazor -au Individual</c>.</summary>
internal sealed class StockIdentity : Contender
{
    private string Project => Path.Combine(Folder, "Stock");

    private string Published => Path.Combine(Folder, "Published");

    public override string Name => "Stock Identity";

    public override string SignInPath => "/Account/Login";

    public override string MethodsPath => "/Account/Manage/TwoFactorAuthentication";

    public override string SessionCookie => ".AspNetCore.Identity.Application";

    public override async Task PrepareAsync(int people)
    {
        await RunAsync("new", "blazor", "-au", "Individual", "-int", "Server", "-o", Project);
        await RunAsync("publish", Project, "--configuration", "Release", "--output", Published, "--verbosity", "quiet", "--nologo");
        await using var connection = new SqliteConnection($"Data Source={Path.Combine(Project, "Data", "app.db")}");
        await connection.OpenAsync();
        await using var transaction = connection.BeginTransaction();
        var hash = new PasswordHasher<object>().HashPassword(new object(), Portal.Password);
        for (var i = 0; i < people; i++)
        {
            Add(connection, $"plain-{i}", hash, key: null);
            Add(connection, $"coded-{i}", hash, ManyPeople.Key);
        }

        await transaction.CommitAsync();
    }

    public override async Task TypePasswordAsync(FormClient client, string name)
    {
        await client.GetAsync(SignInPath);
        await client.SubmitAsync(follow: false, ("Input.Email", $"{name}@example.com"), ("Input.Password", Portal.Password));
    }

    public override async Task TypeCodeAsync(FormClient client, string code)
    {
        await client.GetAsync(client.Path);
        await client.SubmitAsync(follow: false, ("Input.TwoFactorCode", code));
    }

    protected override PortalProcess Launch(IReadOnlyList<(string Key, string Value)> settings) => PortalProcess.Start(
        [Path.Combine(Published, "Stock.dll")],
        [
            ("ASPNETCORE_ENVIRONMENT", "Production"),
            ("ASPNETCORE_CONTENTROOT", Published),
            ("ConnectionStrings__DefaultConnection", $"DataSource={Path.Combine(Project, "Data", "app.db")};Cache=Shared"),
            .. settings,
        ]);

    private static void Add(SqliteConnection connection, string name, string hash, string? key)
    {
        var id = Guid.NewGuid().ToString();
        using var command = connection.CreateCommand();
        command.CommandText =
            """
            INSERT INTO AspNetUsers (Id, UserName, NormalizedUserName, Email, NormalizedEmail, EmailConfirmed, PasswordHash,
              SecurityStamp, ConcurrencyStamp, PhoneNumberConfirmed, TwoFactorEnabled, LockoutEnabled, AccessFailedCount)
            VALUES ($id, $name, $normal, $name, $normal, 1, $hash, $stamp, $id, 0, $coded, 1, 0);
            INSERT INTO AspNetUserTokens (UserId, LoginProvider, Name, Value)
            SELECT $id, '[AspNetUserStore]', 'AuthenticatorKey', $key WHERE $key <> '';
            """;
        var address = $"{name}@example.com";
        command.Parameters.AddWithValue("$id", id);
        command.Parameters.AddWithValue("$name", address);
        command.Parameters.AddWithValue("$normal", address.ToUpperInvariant());
        command.Parameters.AddWithValue("$hash", hash);
        command.Parameters.AddWithValue("$stamp", Guid.NewGuid().ToString("N", CultureInfo.InvariantCulture));
        command.Parameters.AddWithValue("$coded", key is null ? 0 : 1);
        command.Parameters.AddWithValue("$key", key ?? "");
        command.ExecuteNonQuery();
    }
}
