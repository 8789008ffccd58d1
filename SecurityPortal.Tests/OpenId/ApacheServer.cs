using System.Diagnostics;
using System.Net.Sockets;
using SecurityPortal.Tests.Fixtures;

namespace SecurityPortal.Tests.OpenId;

/// <summary>Debian's Apache with <c>mod_auth_openidc</c>, in its own process on a local port.</summary>
internal sealed class ApacheServer : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);
    private readonly string _folder = Directory.CreateTempSubdirectory("apache-test-").FullName;
    private Process? _process;

    public Uri Address { get; } = new($"http://localhost:{FreePorts.Find(1)[0]}");

    /// <summary>The settings that register it with the portal.</summary>
    public (string, string)[] Settings =>
    [
        ("OpenId:Clients:intranet:Name", "Intranet"), ("OpenId:Clients:intranet:Secret", OpenIdPortal.Secret),
        ("OpenId:Clients:intranet:FirstParty", "true"), ("OpenId:Clients:intranet:RedirectUris:0", $"{Address}oidc"),
        ("OpenId:Clients:intranet:PostLogoutRedirectUris:0", $"{Address}bye.html"),
        ("OpenId:Clients:intranet:BackchannelLogoutUri", $"{Address}oidc?logout=backchannel"),
        .. new[] { "openid", "profile", "email", "offline_access" }
            .Select((scope, index) => ($"OpenId:Clients:intranet:Scopes:{index}", scope)),
    ];

    private string Log => File.Exists(Path.Combine(_folder, "error.log")) ? File.ReadAllText(Path.Combine(_folder, "error.log")) : "";

    /// <summary>Starts it and waits until it listens.</summary>
    /// <param name="portal">The address of the portal.</param>
    public async Task StartAsync(string portal)
    {
        // Started as root, it serves as another user, who must be able to read the pages.
        using (var open = Process.Start("chmod", ["755", _folder]))
        {
            await open.WaitForExitAsync();
        }

        var site = Directory.CreateDirectory(Path.Combine(_folder, "site")).FullName;
        foreach (var page in new[] { "index.html", "orders.html", "bye.html" })
        {
            await File.WriteAllTextAsync(Path.Combine(site, page), $"<!DOCTYPE html><title>{page}</title><p>This is {page}.</p>");
        }

        var file = Path.Combine(_folder, "apache.conf");
        var text = await File.ReadAllTextAsync(
            Path.Combine(Repository.Root, "SecurityPortal.Tests", "RelyingParties", "Foreign", "apache.conf"));
        await File.WriteAllTextAsync(file, text.Replace("@folder@", _folder).Replace("@port@", $"{Address.Port}")
            .Replace("@portal@", portal).Replace("@secret@", OpenIdPortal.Secret)
            + (Environment.IsPrivilegedProcess ? "User www-data\nGroup www-data\n" : ""));
        _process = Process.Start("/usr/sbin/apache2", ["-f", file, "-D", "FOREGROUND"]);
        using var patience = new CancellationTokenSource(Patience);
        while (!await IsListeningAsync())
        {
            Assert.False(_process.HasExited, Log);
            await Task.Delay(50, patience.Token);
        }
    }

    /// <summary>Requests a page until the browser is sent to sign in instead.</summary>
    public static async Task UntilLedAwayAsync(FormClient browser, string path)
    {
        using var patience = new CancellationTokenSource(Patience);
        do
        {
            await browser.GetAsync(path);
            await Task.Delay(50, patience.Token);
        }
        while (browser.LeftFor is null);
    }

    public async ValueTask DisposeAsync()
    {
        if (_process is { HasExited: false })
        {
            // Lets it shut down cleanly; otherwise the workers that it started would stay.
            using var stop = Process.Start("kill", ["-TERM", $"{_process.Id}"]);
            await stop.WaitForExitAsync();
            await _process.WaitForExitAsync();
        }

        _process?.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    private async Task<bool> IsListeningAsync()
    {
        using var client = new TcpClient();
        try
        {
            await client.ConnectAsync(System.Net.IPAddress.Loopback, Address.Port);
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
