using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text.Json;
using MailKit.Net.Smtp;
using MimeKit;

namespace SecurityPortal.Tests.Fixtures;

/// <summary>A real mail server on this machine, in its own process; see <c>mail_server.py</c>.</summary>
internal sealed class MailServer : IAsyncDisposable
{
    private readonly PythonProcess _process;
    private readonly string? _folder;
    private readonly Certificate? _certificate;
    private readonly List<ReceivedMail> _mails = [];
    private readonly Task _reading;
    private TaskCompletionSource _change = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private MailServer(PythonProcess process, int port, string? folder, Certificate? certificate)
    {
        (_process, Port, _folder, _certificate) = (process, port, folder, certificate);
        _reading = ReadAsync();
    }

    public int Port { get; }

    /// <summary>Called with each accepted email.</summary>
    public Action<ReceivedMail>? OnTaken { get; set; }

    /// <summary>The settings that point a portal at this server.</summary>
    public (string, string)[] Settings(string security = "None") =>
    [
        ("Delivery:Email:Provider", "Smtp"),
        ("Delivery:Smtp:Host", "127.0.0.1"),
        ("Delivery:Smtp:Port", $"{Port}"),
        ("Delivery:Smtp:Security", security),
        ("Delivery:Smtp:From", "SecurityPortal <no-reply@portal.example>"),
    ];

    /// <param name="arguments">The script's arguments; <c>--starttls</c> and <c>--tls</c> add a certificate.</param>
    public static async Task<MailServer> StartAsync(params string[] arguments)
    {
        string? folder = null;
        Certificate? certificate = null;
        if (arguments.Contains("--starttls") || arguments.Contains("--tls"))
        {
            folder = Directory.CreateTempSubdirectory("portal-mail-").FullName;
            certificate = Certificate.Make(folder);
            arguments = [.. arguments, "--certificate", certificate.File, "--key", certificate.KeyFile];
        }

        var process = PythonProcess.Start("mail_server.py", arguments);
        var port = int.Parse((await process.ReadLineAsync()).Split(' ')[1], null);
        return new(process, port, folder, certificate);
    }

    /// <summary>Creates a client that trusts only this server's certificate.</summary>
    public SmtpClient NewClient() => new()
    {
        CheckCertificateRevocation = false,
        ServerCertificateValidationCallback = (_, shown, _, _) => shown?.GetCertHashString() == _certificate?.Thumbprint,
    };

    /// <summary>Waits until the server has accepted this many emails, and returns them.</summary>
    public async Task<IReadOnlyList<ReceivedMail>> MailsAsync(int count)
    {
        while (true)
        {
            Task change;
            lock (_mails)
            {
                if (_mails.Count >= count)
                {
                    return [.. _mails];
                }

                change = _change.Task;
            }

            await change.WaitAsync(TimeSpan.FromSeconds(30));
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _process.DisposeAsync();
        await _reading.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (_folder is not null)
        {
            Directory.Delete(_folder, recursive: true);
        }
    }

    private async Task ReadAsync()
    {
        while (true)
        {
            var line = JsonDocument.Parse(await _process.ReadForeverAsync()).RootElement;
            using var content = new MemoryStream(line.GetProperty("mail").GetBytesFromBase64());
            var mail = new ReceivedMail(
                await MimeMessage.LoadAsync(content), line.GetProperty("to")[0].GetString()!,
                line.GetProperty("encrypted").GetBoolean(), line.GetProperty("user").GetString());
            OnTaken?.Invoke(mail);
            TaskCompletionSource change;
            lock (_mails)
            {
                _mails.Add(mail);
                (change, _change) = (_change, new(TaskCreationOptions.RunContinuationsAsynchronously));
            }

            change.SetResult();
        }
    }

    private sealed record Certificate(string File, string KeyFile, string Thumbprint)
    {
        public static Certificate Make(string folder)
        {
            using var key = RSA.Create(2048);
            var request = new CertificateRequest("CN=mail.test", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
            var names = new SubjectAlternativeNameBuilder();
            names.AddIpAddress(IPAddress.Loopback);
            request.CertificateExtensions.Add(names.Build());
            using var made = request.CreateSelfSigned(DateTimeOffset.Now.AddDays(-1), DateTimeOffset.Now.AddDays(1));
            var (file, keyFile) = (Path.Combine(folder, "certificate.pem"), Path.Combine(folder, "key.pem"));
            System.IO.File.WriteAllText(file, made.ExportCertificatePem());
            System.IO.File.WriteAllText(keyFile, key.ExportPkcs8PrivateKeyPem());
            return new(file, keyFile, made.Thumbprint);
        }
    }
}

/// <summary>An email as the server received it.</summary>
internal sealed record ReceivedMail(MimeMessage Mail, string To, bool Encrypted, string? User);
