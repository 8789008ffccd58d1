using System.Diagnostics;
using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using SecurityPortal.Tests.Fixtures;

namespace SecurityPortal.Tests.Docs.Operations;

/// <summary>Runs nginx in front of one node, with the operators' configuration file and free ports.</summary>
internal sealed class OneNodeProxy : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);
    private readonly string _folder;
    private readonly Process _nginx;

    private OneNodeProxy(string folder, Process nginx, int[] ports) => (_folder, _nginx, Ports) = (folder, nginx, ports);

    /// <summary>The ports: TLS and plain on IPv4, TLS and plain on IPv6.</summary>
    public IReadOnlyList<int> Ports { get; }

    /// <summary>A connection that follows no redirects and accepts any certificate.</summary>
    public HttpMessageInvoker Connection { get; } = new(new SocketsHttpHandler
    {
        UseCookies = false,
        AllowAutoRedirect = false,
        SslOptions = new SslClientAuthenticationOptions { RemoteCertificateValidationCallback = (_, _, _, _) => true },
    });

    /// <summary>Everything that nginx logged.</summary>
    public string Logs => string.Concat(Directory.EnumerateFiles(_folder, "*.log").Select(File.ReadAllText));

    /// <param name="ports">The ports it listens on: see <see cref="Ports"/>.</param>
    /// <param name="node">The port of the node.</param>
    public static async Task<OneNodeProxy> StartAsync(int[] ports, int node)
    {
        var folder = Directory.CreateTempSubdirectory("portal-proxy-").FullName;
        await Programs.RunAsync(
            "openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=localhost", "-keyout", $"{folder}/portal.key", "-out", $"{folder}/portal.pem");
        await WriteAsync(folder, "nginx-one-node.conf", text => text
            .Replace("listen 443 ", $"listen 127.0.0.1:{ports[0]} ", StringComparison.Ordinal).Replace("listen 80;", $"listen 127.0.0.1:{ports[1]};", StringComparison.Ordinal)
            .Replace("listen [::]:443 ", $"listen [::1]:{ports[2]} ", StringComparison.Ordinal).Replace("listen [::]:80;", $"listen [::1]:{ports[3]};", StringComparison.Ordinal)
            .Replace("127.0.0.1:5080", $"127.0.0.1:{node}", StringComparison.Ordinal).Replace("portal.example.com", "localhost", StringComparison.Ordinal));
        var start = new ProcessStartInfo(Nginx(), ["-c", $"{folder}/nginx.conf", "-e", $"{folder}/start.log", "-g", "daemon off;"]) { RedirectStandardError = true };
        var proxy = new OneNodeProxy(folder, Process.Start(start)!, ports);
        var waiting = Stopwatch.StartNew();
        while (!IsOpen(ports[0]) && waiting.Elapsed < Patience)
        {
            Assert.False(proxy._nginx.HasExited, proxy.Logs);
            await Task.Delay(20);
        }

        return proxy;
    }

    /// <summary>Returns null when nginx accepts one of the operators' files, otherwise its complaint.</summary>
    public static async Task<string?> FaultAsync(string file)
    {
        var folder = Directory.CreateTempSubdirectory("portal-proxy-").FullName;
        await Programs.RunAsync(
            "openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=localhost", "-keyout", $"{folder}/portal.key", "-out", $"{folder}/portal.pem");
        await WriteAsync(folder, file, text => text);
        var (code, said) = await Programs.RunAsync(Nginx(), "-t", "-q", "-c", $"{folder}/nginx.conf", "-e", $"{folder}/start.log");
        Directory.Delete(folder, recursive: true);
        return code == 0 ? null : said;
    }

    public async ValueTask DisposeAsync()
    {
        Connection.Dispose();
        using (var stop = Process.Start("kill", ["-QUIT", $"{_nginx.Id}"]))
        {
            await stop.WaitForExitAsync();
        }

        await _nginx.WaitForExitAsync();
        _nginx.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    private static async Task WriteAsync(string folder, string file, Func<string, string> change)
    {
        var text = (await File.ReadAllTextAsync(Path.Combine(Documents.Folder, file)))
            .Replace("/etc/nginx/portal", $"{folder}/portal", StringComparison.Ordinal).Replace("/var/log/nginx/", $"{folder}/", StringComparison.Ordinal);
        await File.WriteAllTextAsync(Path.Combine(folder, "portal.conf"), change(text));
        var temporary = string.Concat(new[] { "client_body", "proxy", "fastcgi", "uwsgi", "scgi" }.Select(name => $"{name}_temp_path {folder}/{name};\n"));
        await File.WriteAllTextAsync(
            Path.Combine(folder, "nginx.conf"), $"pid {folder}/pid;\nevents {{}}\nhttp {{\n{temporary}include {folder}/portal.conf;\n}}\n");
    }

    private static string Nginx() => File.Exists("/usr/sbin/nginx") ? "/usr/sbin/nginx" : "nginx";

    private static bool IsOpen(int port)
    {
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        try
        {
            socket.Connect(IPAddress.Loopback, port);
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
