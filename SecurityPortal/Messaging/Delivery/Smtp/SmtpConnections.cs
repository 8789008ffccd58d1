using System.Collections.Concurrent;
using MailKit.Net.Smtp;

namespace SecurityPortal.Messaging.Delivery.Smtp;

/// <summary>Connections to the mail server, each used by one mail at a time and kept a while for the next.</summary>
internal sealed class SmtpConnections(IOptions<SmtpOptions> options, Func<SmtpClient> newClient, TimeProvider clock) : IDisposable
{
    // Shorter than any server waits for the next command.
    private static readonly TimeSpan KeptFor = TimeSpan.FromSeconds(20);
    private readonly ConcurrentStack<(SmtpClient Client, DateTimeOffset Since)> _idle = new();

    /// <summary>A connection that is ready for a mail.</summary>
    public async Task<SmtpClient> TakeAsync(CancellationToken cancellationToken)
    {
        while (_idle.TryPop(out var idle))
        {
            if (clock.GetUtcNow() - idle.Since < KeptFor && await AnswersAsync(idle.Client, cancellationToken))
            {
                return idle.Client;
            }

            idle.Client.Dispose();
        }

        var client = newClient();
        try
        {
            var settings = options.Value;
            await client.ConnectAsync(settings.Host, settings.Port, settings.SocketOptions!.Value, cancellationToken);
            if (settings.UserName.Length > 0)
            {
                await client.AuthenticateAsync(settings.UserName, settings.Password, cancellationToken);
            }

            return client;
        }
        catch
        {
            client.Dispose();
            throw;
        }
    }

    /// <summary>Takes a connection back after a mail that the server took or refused.</summary>
    public void GiveBack(SmtpClient client)
    {
        if (client.IsConnected && _idle.Count < OutboxPartition.Mail.Slots)
        {
            _idle.Push((client, clock.GetUtcNow()));
        }
        else
        {
            client.Dispose();
        }
    }

    public void Dispose()
    {
        while (_idle.TryPop(out var idle))
        {
            idle.Client.Dispose();
        }
    }

    private static async Task<bool> AnswersAsync(SmtpClient client, CancellationToken cancellationToken)
    {
        try
        {
            await client.NoOpAsync(cancellationToken);
            return true;
        }
        catch (Exception) when (!cancellationToken.IsCancellationRequested)
        {
            return false;
        }
    }
}
