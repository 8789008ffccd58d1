using System.Collections.Concurrent;
using MailKit.Net.Smtp;

namespace SecurityPortal.Messaging.Delivery.Smtp;

/// <summary>Pools connections to the mail server. Each sends one mail at a time, and is kept for a while for the next one.</summary>
internal sealed class SmtpConnections(IOptions<SmtpOptions> options, Func<SmtpClient> newClient, TimeProvider clock) : IDisposable
{
    // Shorter than any server waits for the next command.
    private static readonly TimeSpan KeptFor = TimeSpan.FromSeconds(20);
    private readonly ConcurrentStack<(SmtpClient Client, DateTimeOffset Since)> _idle = new();

    /// <summary>Returns a connection that is ready for a mail.</summary>
    public async Task<SmtpClient> TakeAsync(CancellationToken cancellationToken)
    {
        while (_idle.TryPop(out var idle))
        {
            if (clock.GetUtcNow() - idle.Since < KeptFor && await AnswersAsync(idle.Client, cancellationToken))
            {
                return idle.Client;
            }

            idle.Client.Dispose();
            cancellationToken.ThrowIfCancellationRequested();
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

    /// <summary>Takes back a connection after the server has accepted or refused a mail.</summary>
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
        catch (Exception)
        {
            return false;
        }
    }
}
