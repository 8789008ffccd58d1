using System.Text.RegularExpressions;
using SecurityPortal.Hosting.Cli;
using SecurityPortal.Tests.Fixtures;

namespace SecurityPortal.Tests.Docs.Operations;

/// <summary>
/// Follows Installation.md, with its own lines, from an empty folder to the first lead signed in behind its own proxy. Folders,
/// ports and a mail server on this machine replace those in the document, and a script replaces <c>systemd-run</c>, which needs
/// a running systemd, to run a verb as the portal's user.
/// </summary>
public sealed partial class InstallationTests : IAsyncLifetime
{
    private const string Lead = "lead@example.com";

    // Takes the arguments of the operators' script: applies the settings from the file and from -E, then runs the rest.
    private const string SystemdRun =
        """
        #!/bin/bash
        set -eu
        credentials=
        while [ $# -gt 0 ]; do
          case $1 in
            -p) case $2 in
                  EnvironmentFile=*) while IFS= read -r line; do export "${line?}"; done < "${2#*=}" ;;
                  LoadCredential=*) credentials=${2#*:} ;;
                esac; shift 2 ;;
            -E) case $2 in Database__KeyCertificate=*) export Database__KeyCertificate="$credentials" ;; *) export "${2?}" ;; esac; shift 2 ;;
            --*) shift ;;
            *) break ;;
          esac
        done
        exec "$@"
        """;

    private readonly string _folder = Directory.CreateTempSubdirectory("portal-installed-").FullName;
    private readonly int[] _ports = FreePorts.Find(5);
    private MailServer _mails = default!;

    private string Etc => Path.Combine(_folder, "etc");

    private (string From, string To)[] Folders =>
    [
        ("/etc/security-portal", Etc), ("/var/lib/security-portal", Path.Combine(_folder, "state")),
        ("http://127.0.0.1:5080", $"http://127.0.0.1:{_ports[4]}"), ("https://portal.example.com", $"https://localhost:{_ports[0]}"),
        ("mail.example.com", "127.0.0.1"), ("Port=587", $"Port={_mails.Port}"), ("Security=StartTls", "Security=None"),
    ];

    public async ValueTask InitializeAsync()
    {
        _mails = await MailServer.StartAsync();
        Directory.CreateDirectory(Path.Combine(Etc, "secrets"));
        Directory.CreateDirectory(Path.Combine(_folder, "state"));
        Directory.CreateDirectory(Path.Combine(_folder, "bin"));
        await WriteProgramAsync("systemd-run", SystemdRun);
        await WriteProgramAsync("SecurityPortal", $"#!/bin/sh\nexec dotnet {string.Join(' ', PortalProcess.Program)} \"$@\"\n");

        // No mail password, because the mail server here has no TLS; another secret shows that the folder is read.
        await File.WriteAllLinesAsync(Path.Combine(Etc, "portal.env"), Settings().Select(setting => $"{setting.Key}={setting.Value}"));
        await File.WriteAllTextAsync(Path.Combine(Etc, "secrets", "Portal__Name"), "Kept in a file");
    }

    public async ValueTask DisposeAsync()
    {
        await _mails.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    public async Task From_an_empty_folder_to_the_first_lead_signed_in()
    {
        foreach (var line in new[] { "openssl req", "cat keys.key" })
        {
            Assert.Equal(0, (await Programs.RunAsync("bash", "-c", $"cd '{Etc}' && {Documents.Command("Installation.md", line)}")).Code);
        }

        var (first, told) = await VerbAsync("check");
        Assert.Equal(1, first);
        Assert.Contains("Run 'SecurityPortal migrate' first.", Assert.Single(told.Trim().Split('\n')), StringComparison.Ordinal);
        Assert.Equal(0, (await VerbAsync("migrate")).Code);
        var (second, rest) = await VerbAsync("check");
        Assert.True(second == 0, rest);
        var create = Documents.Command("Installation.md", "user create").Split(' ')[1..];
        Assert.Equal(0, (await VerbAsync(create)).Code);
        var (sent, said) = await VerbAsync("delivery", "test", "email", Lead);
        Assert.True(sent == 0, said);
        Assert.Equal("Test from Kept in a file", (await _mails.MailsAsync(1))[0].Mail.Subject);

        await using var portal = await StartAsync();
        await using var proxy = await OneNodeProxy.StartAsync(_ports[..4], _ports[4]);
        var browser = new FormClient(proxy.Connection, new Uri($"https://localhost:{_ports[0]}"));
        await browser.GetAsync("/sign-in/forgot-password");
        await browser.SubmitAsync(("email", Lead));
        var mail = (await _mails.MailsAsync(2))[1].Mail.TextBody ?? "";
        await browser.GetAsync(new Uri(Link().Match(mail).Value).PathAndQuery);
        await browser.SubmitAsync(("new-password", "gravel moss seven owls"));
        await browser.GetAsync("/sign-in");
        await browser.SubmitAsync(("login", Lead), ("password", "gravel moss seven owls"));
        await browser.GetAsync("/support");

        // Signed in, and sent to set up a security key before anything else.
        Assert.StartsWith("/settings/security/two-factor", browser.Path, StringComparison.Ordinal);
        Assert.Contains("You work for support. Turn on security keys below to continue.", browser.Page, StringComparison.Ordinal);
        Assert.DoesNotContain(Link().Match(mail).Value.Split("token=")[1], proxy.Logs, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Every_verb_in_the_documents_is_one()
    {
        var verbs = new[] { "Installation.md", "Runbook.md", "Container.md" }
            .SelectMany(document => Documents.Lines(document, "sh"))
            .Where(line => line.StartsWith("security-portal ", StringComparison.Ordinal)).Select(line => line.Split(' ')[1..].TakeWhile(word => word[0] is not ('>' or '-'))).ToList();

        Assert.True(verbs.Count > 6);
        using var output = new StringWriter();
        foreach (var verb in verbs)
        {
            string[] words = [.. verb.Where(word => !word.Contains('@', StringComparison.Ordinal)).Take(2), "--help"];
            Assert.True(await PortalCommands.AnswerAsync(words, output, output) == 0, string.Join(' ', words));
        }
    }

    private IEnumerable<(string Key, string Value)> Settings() => Documents.Lines("Installation.md", "ini")
        .Where(line => !line.Contains("UserName", StringComparison.Ordinal) && !line.StartsWith("Portal__Name", StringComparison.Ordinal))
        .Select(line => Folders.Aggregate(line, (text, folder) => text.Replace(folder.From, folder.To, StringComparison.Ordinal)).Split('=', 2))
        .Select(pair => (pair[0], pair[1]));

    private Task<(int Code, string Said)> VerbAsync(params string[] words) => Programs.RunAsync(
        "sh",
        [
            ("PATH", $"{_folder}/bin:{Environment.GetEnvironmentVariable("PATH")}"), ("SECURITY_PORTAL_ETC", Etc),
            ("SECURITY_PORTAL_PROGRAM", Path.Combine(_folder, "bin", "SecurityPortal")),
        ],
        [Path.Combine(Documents.Folder, "security-portal"), .. words]);

    private async Task<PortalProcess> StartAsync()
    {
        var process = PortalProcess.Start(
            PortalProcess.Program,
            [("ASPNETCORE_ENVIRONMENT", "Production"), ("Database__KeyCertificate", Path.Combine(Etc, "keys.pem")), .. Settings()]);
        string? line;
        while ((line = await process.ReadLineAsync()) is not null && !line.Contains("Application started", StringComparison.Ordinal))
        {
        }

        Assert.True(line is not null, process.Log);
        return process;
    }

    private async Task WriteProgramAsync(string name, string text)
    {
        var file = Path.Combine(_folder, "bin", name);
        await File.WriteAllTextAsync(file, text);
        await Programs.RunAsync("chmod", "700", file);
    }

    [GeneratedRegex(@"https://localhost:\d+/sign-in/reset-password\S+")]
    private static partial Regex Link();
}
