using Microsoft.Extensions.Options;
using SecurityPortal.Hosting.Cli;
using SecurityPortal.Platform.Configuration;
using SecurityPortal.Tests.Fixtures;

namespace SecurityPortal.Tests.Platform.Database;

/// <summary>Whatever is wrong at the start is reported immediately, in plain words: exit code 1, and no stack trace.</summary>
public sealed class StartCheckTests
{
    private static readonly (string, string)[] Twilio =
    [
        ("Delivery:Sms:Provider", "Twilio"), ("Delivery:WhatsApp:Provider", "Twilio"), ("Delivery:Email:Provider", "Smtp"),
    ];

    [Fact]
    public async Task Everything_that_is_wrong_is_one_list()
    {
        await using var portal = new Portal(
        [
            .. Twilio, ("Portal:PublicUrl", "portal"), ("Sessions:IdleTimeout", "1h"), ("Delivery:Limits:SmsPerDay", "many"),
            ("Delivery:Limits:Countries:0", "Germany"), ("Support:WaitingPeriod", "a day"), ("Database:KeyCertificate", KeyCertificate.File),
        ])
        { EnvironmentName = "Production", IsEmpty = true };

        var faults = Assert.Throws<OptionsValidationException>(() => portal.Services).Failures.ToList();

        foreach (var key in new[]
        {
            "Portal:PublicUrl must be", "Sessions:IdleTimeout is '1h'", "Delivery:Limits:SmsPerDay is 'many'", "Support:WaitingPeriod is 'a day'",
            "Delivery:Twilio:AccountSid", "Delivery:Smtp:Host",
        })
        {
            Assert.Contains(faults, fault => fault.StartsWith(key, StringComparison.Ordinal));
        }

        Assert.Contains(faults, fault => fault.Contains("Run 'SecurityPortal migrate' first.", StringComparison.Ordinal));
        Assert.Distinct(faults);
    }

    [Fact]
    public async Task With_nothing_configured_the_first_start_names_all_that_is_missing()
    {
        var (code, errors) = await RunAsync([], ("ASPNETCORE_ENVIRONMENT", "Production"));

        Assert.Equal(1, code);
        foreach (var key in new[]
        {
            "- ConnectionStrings:Portal must name the database", "- Database:KeyCertificate must name", "- Portal:PublicUrl must be",
            "- Delivery:Sms:Provider is ''", "- Delivery:WhatsApp:Provider is ''", "- Delivery:Email:Provider is ''",
        })
        {
            Assert.Contains(key, errors, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("log verify", "Host=/nowhere;Database=portal;Username=portal", "cannot be reached")]
    [InlineData("user create a@example.com", "Hast=x", "ConnectionStrings:Portal cannot be read")]
    [InlineData("migrate", "", "ConnectionStrings:Portal must name the PostgreSQL server")]
    public async Task A_verb_that_finds_no_database_says_why(string verb, string connection, string told)
    {
        var (code, errors) = await RunAsync(
            verb.Split(' '), ("ASPNETCORE_ENVIRONMENT", "Production"), ("Database__Provider", "PostgreSQL"),
            ("ConnectionStrings__Portal", connection), ("Database__KeyCertificate", KeyCertificate.File));

        Assert.Equal(1, code);
        Assert.Contains(told, errors, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("migrate")]
    [InlineData("policy show")]
    public async Task No_verb_makes_a_database_because_it_was_not_told_where_it_is(string verb)
    {
        var folder = Directory.CreateTempSubdirectory("portal-elsewhere-").FullName;
        var (code, errors) = await RunInAsync(folder, verb.Split(' '), ("Database__KeyCertificate", KeyCertificate.File));

        Assert.Equal(1, code);
        Assert.Contains("ConnectionStrings:Portal must name the database", errors, StringComparison.Ordinal);
        Assert.Empty(Directory.EnumerateFileSystemEntries(folder));
        Directory.Delete(folder);
    }

    [Theory]
    [InlineData("--help")]
    [InlineData("user create --help")]
    [InlineData("log export --help")]
    [InlineData("copy --help")]
    public async Task Help_needs_nothing(string args)
    {
        var (code, errors) = await RunAsync(
            args.Split(' '), ("ASPNETCORE_ENVIRONMENT", "Production"), ("Database__Provider", "PostgreSQL"));

        Assert.Equal((0, ""), (code, errors));
    }

    [Fact]
    public async Task The_database_is_made_for_the_portals_user_alone_and_keys_in_the_clear_are_encrypted()
    {
        var folder = Directory.CreateTempSubdirectory("portal-made-").FullName;
        var (file, keys) = (Path.Combine(folder, "data", "portal.db"), Path.Combine(folder, "keys"));
        (string, string)[] place = [("ConnectionStrings__Portal", $"Data Source={file}"), ("Database__KeyRing", keys)];
        Assert.Equal(0, (await RunAsync(["migrate"], [("ASPNETCORE_ENVIRONMENT", "Development"), .. place])).Code);
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, ModeOf(file));
        var key = Assert.Single(Directory.EnumerateFiles(keys));
        Assert.Contains("<value>", await File.ReadAllTextAsync(key), StringComparison.Ordinal);

        (string, string)[] production = [("ASPNETCORE_ENVIRONMENT", "Production"), ("Database__KeyCertificate", KeyCertificate.File), .. place];
        var (code, errors) = await RunAsync(["log", "verify"], production);
        Assert.Equal(1, code);
        Assert.Contains("are not encrypted. Run 'SecurityPortal migrate'", errors, StringComparison.Ordinal);
        Assert.Equal((0, ""), await RunAsync(["migrate"], production));
        Assert.Equal((0, ""), await RunAsync(["log", "verify"], production));

        Assert.Equal([key], Directory.EnumerateFiles(keys));
        Assert.DoesNotContain("<value>", await File.ReadAllTextAsync(key), StringComparison.Ordinal);
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, ModeOf(key));
        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public async Task Started_in_another_folder_the_portal_has_its_own_settings_and_files()
    {
        var folder = Directory.CreateTempSubdirectory("portal-elsewhere-").FullName;
        await using (var process = PortalProcess.StartIn(
            folder, PortalProcess.Program,
            ("ASPNETCORE_ENVIRONMENT", "Development"), ("ASPNETCORE_URLS", $"http://127.0.0.1:{FreePorts.Find(1)[0]}"),
            ("ConnectionStrings__Portal", $"Data Source={Path.Combine(folder, "portal.db")}"), ("Database__KeyRing", Path.Combine(folder, "keys"))))
        {
            string? line;
            List<string> lines = [];
            while ((line = await process.ReadLineAsync()) is not null && !line.Contains("Content root path", StringComparison.Ordinal))
            {
                lines.Add(line);
            }

            Assert.Equal(Path.TrimEndingDirectorySeparator(AppContext.BaseDirectory), line?.Split("path:")[1].Trim().TrimEnd('/'));
        }

        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public async Task Check_says_what_a_start_would_say_and_what_nothing_reads()
    {
        await using var portal = new Portal(("Polcy:GracePeriod", "1.00:00:00"), ("Delivery:Limit:SmsPerDay", "5"));
        using var output = new StringWriter();
        using var errors = new StringWriter();

        Assert.Equal(0, await PortalCommands.RunAsync(portal.Services, ["check"], output, errors));

        Assert.Contains("The portal has everything it needs.", output.ToString(), StringComparison.Ordinal);
        Assert.Contains("Warning: The portal has no setting Polcy. Did you mean Policy?", errors.ToString(), StringComparison.Ordinal);
        Assert.Contains("Warning: The portal has no setting Delivery:Limit. Did you mean Delivery:Limits?", errors.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_lost_key_ring_is_a_sentence_and_no_new_key_takes_its_place()
    {
        await using var portal = new Portal { HasPostgreSql = false };
        var keys = Path.Combine(portal.Folder, "keys");
        await using (var made = new Portal(("ConnectionStrings:Portal", $"Data Source={Path.Combine(portal.Folder, "portal.db")}"), ("Database:KeyRing", keys)) { HasPostgreSql = false, IsEmpty = true })
        {
            _ = made.Services;
        }

        Directory.Delete(keys, recursive: true);
        var (code, errors) = await RunAsync(
            ["log", "verify"], ("ASPNETCORE_ENVIRONMENT", "Development"),
            ("ConnectionStrings__Portal", $"Data Source={Path.Combine(portal.Folder, "portal.db")}"), ("Database__KeyRing", keys));

        Assert.Equal(1, code);
        Assert.Contains($"There is no key in {keys}, but this database was written with one.", errors, StringComparison.Ordinal);
        Assert.False(Directory.Exists(keys) && Directory.EnumerateFiles(keys).Any());
    }

    [Theory]
    [InlineData("10.0.6", true)]
    [InlineData("10.0.0", true)]
    [InlineData("10.0.7", false)]
    [InlineData("10.1.0", false)]
    public void A_runtime_that_lets_people_forge_what_is_encrypted_is_refused(string version, bool isRefused)
    {
        var thrown = Record.Exception(() => StartOptions.RefuseOldRuntime(new(version)));

        Assert.Equal(isRefused, thrown is InvalidOperationException && thrown.Message.Contains("CVE-2026-40372", StringComparison.Ordinal));
    }

    private static UnixFileMode? ModeOf(string file) => OperatingSystem.IsWindows() ? null : File.GetUnixFileMode(file);

    private static Task<(int Code, string Errors)> RunAsync(string[] args, params (string, string)[] environment) =>
        RunInAsync(Path.Combine(Repository.Root, "SecurityPortal"), args, environment);

    private static async Task<(int Code, string Errors)> RunInAsync(string folder, string[] args, params (string, string)[] environment)
    {
        await using var process = PortalProcess.StartIn(folder, [.. PortalProcess.Program, .. args], environment);
        await process.WaitForEndAsync();
        Assert.DoesNotContain("   at ", process.Log, StringComparison.Ordinal);
        Assert.DoesNotContain("Unhandled exception", process.Log, StringComparison.Ordinal);
        return (process.ExitCode, process.Log.Trim());
    }
}
