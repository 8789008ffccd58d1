using System.Net;
using System.Net.Sockets;
using MailKit.Net.Smtp;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using MimeKit;
using SecurityPortal.Messaging.Delivery;
using SecurityPortal.Tests.Fixtures;

namespace SecurityPortal.Tests.Messaging.Delivery.Smtp;

/// <summary>Emails sent through a real mail server.</summary>
public sealed class SendingMailTests
{
    [Fact]
    public async Task A_mail_arrives_as_text_and_as_HTML_that_says_the_same()
    {
        await using var server = await MailServer.StartAsync();
        await using var portal = new Portal(server.Settings());
        await portal.Browser().TypePasswordAsync("alice");
        var browser = await portal.Browser().GetAsync("/sign-in/forgot-password");
        await browser.SubmitAsync(("email", "alice@example.com"));

        await portal.DeliverAsync();

        var received = (await server.MailsAsync(1)).Single(mail => mail.Mail.TextBody!.Contains("/sign-in/reset-password", StringComparison.Ordinal));
        var mail = received.Mail;
        Assert.Equal("alice@example.com", received.To);
        Assert.Equal("SecurityPortal <no-reply@portal.example>".Replace("SecurityPortal", "\"SecurityPortal\""), mail.From.ToString());
        Assert.Equal("alice@example.com", mail.To.ToString());
        var parts = Assert.IsType<MultipartAlternative>(mail.Body);
        Assert.Equal(["text/plain", "text/html"], parts.Select(part => part.ContentType.MimeType));
        var link = mail.TextBody!.Split('\n').Single(line => line.StartsWith("https://", StringComparison.Ordinal)).Trim();
        Assert.Contains($"href=\"{link}\"", mail.HtmlBody);
        Assert.Equal("auto-generated", mail.Headers["Auto-Submitted"]);
        Assert.NotEmpty(mail.Subject!);
    }

    [Fact]
    public async Task The_mails_id_is_made_of_the_jobs()
    {
        await using var server = await MailServer.StartAsync();
        await using var portal = new Portal(server.Settings());
        var job = await portal.PostAsync(Posting.Mail("alice@example.com"));

        await portal.DeliverAsync();

        Assert.Equal($"{job:N}@portal.example", (await server.MailsAsync(1))[0].Mail.MessageId);
        var row = await portal.JobAsync(job);
        Assert.Equal(DeliveryState.Accepted, row.State);
        Assert.Null(row.Payload);
        Assert.Contains("queued as 4711", row.ProviderId);
    }

    [Theory]
    [InlineData("--starttls", "StartTls")]
    [InlineData("--tls", "SslOnConnect")]
    public async Task Encrypted_and_signed_in_it_goes_out_too(string server, string security)
    {
        await using var mail = await MailServer.StartAsync(server, "--user", "portal", "--password", "s3cret");
        await using var portal = Portal(mail, security, ("Delivery:Smtp:UserName", "portal"), ("Delivery:Smtp:Password", "s3cret"));
        await portal.PostAsync(Posting.Mail("alice@example.com"));

        await portal.DeliverAsync();

        var received = Assert.Single(await mail.MailsAsync(1));
        Assert.True(received.Encrypted);
        Assert.Equal("portal", received.User);
    }

    [Fact]
    public async Task Where_encryption_was_asked_for_and_none_is_offered_nothing_goes_out()
    {
        await using var server = await MailServer.StartAsync();
        await using var portal = new Portal(server.Settings("StartTls"));
        var job = await portal.PostAsync(Posting.Mail("alice@example.com"), TimeSpan.FromDays(3));

        await portal.DeliverAsync();

        var row = await portal.JobAsync(job);
        Assert.Equal(DeliveryState.Pending, row.State);
        Assert.Contains("no encryption", row.Error);
        Assert.Empty(await server.MailsAsync(0));
    }

    [Fact]
    public async Task A_certificate_that_nobody_trusts_is_not_sent_through()
    {
        await using var server = await MailServer.StartAsync("--starttls");
        await using var portal = new Portal(server.Settings("StartTls"));
        var job = await portal.PostAsync(Posting.Mail("alice@example.com"), TimeSpan.FromDays(3));

        await portal.DeliverAsync();

        Assert.Equal(DeliveryState.Pending, (await portal.JobAsync(job)).State);
        Assert.Empty(await server.MailsAsync(0));
    }

    [Fact]
    public async Task A_wrong_password_loses_no_mail()
    {
        await using var mail = await MailServer.StartAsync("--starttls", "--user", "portal", "--password", "s3cret");
        await using var portal = Portal(mail, "StartTls", ("Delivery:Smtp:UserName", "portal"), ("Delivery:Smtp:Password", "wrong"));
        var job = await portal.PostAsync(Posting.Mail("alice@example.com"), TimeSpan.FromDays(3));

        await portal.DeliverAsync();

        var row = await portal.JobAsync(job);
        Assert.Equal(DeliveryState.Pending, row.State);
        Assert.NotNull(row.Payload);
        Assert.Contains("user name or password", row.Error);
    }

    [Theory]
    [InlineData("unknown", "SMTP 550 (RecipientNotAccepted)")]
    [InlineData("spam", "SMTP 554 (MessageNotAccepted)")]
    public async Task What_the_server_refuses_for_good_is_not_tried_again(string name, string reason)
    {
        await using var server = await MailServer.StartAsync();
        await using var portal = new Portal(server.Settings());
        var job = await portal.PostAsync(Posting.Mail($"{name}@example.com"), TimeSpan.FromDays(3));

        await portal.DeliverAsync();

        var row = await portal.JobAsync(job);
        Assert.Equal((DeliveryState.Failed, 1, reason), (row.State, row.Attempts, row.Error));
        Assert.Null(row.Payload);
    }

    [Theory]
    [InlineData("full", "SMTP 452 (RecipientNotAccepted)")]
    [InlineData("busy", "SMTP 451 (MessageNotAccepted)")]
    public async Task What_the_server_refuses_for_now_is_tried_until_it_is_too_old(string name, string reason)
    {
        await using var server = await MailServer.StartAsync();
        await using var portal = new Portal(server.Settings());
        var job = await portal.PostAsync(Posting.Mail($"{name}@example.com"), TimeSpan.FromMinutes(16));

        var row = await portal.FollowAsync(job, DeliveryState.Expired);

        Assert.InRange(row.Attempts, 6, 12);
        Assert.Equal(reason, row.Error);
    }

    [Fact]
    public async Task A_greylisted_mail_arrives_at_the_second_try()
    {
        await using var server = await MailServer.StartAsync();
        await using var portal = new Portal(server.Settings());
        var job = await portal.PostAsync(Posting.Mail("greylisted@example.com"));

        var row = await portal.FollowAsync(job, DeliveryState.Accepted);

        Assert.Equal(2, row.Attempts);
        Assert.Single(await server.MailsAsync(1));
    }

    [Fact]
    public async Task A_connection_lost_before_the_mail_was_taken_costs_nothing()
    {
        await using var server = await MailServer.StartAsync();
        await using var portal = new Portal(server.Settings());
        var job = await portal.PostAsync(Posting.Mail("before@example.com"));

        await portal.FollowAsync(job, DeliveryState.Accepted);

        Assert.Single(await server.MailsAsync(1));
    }

    [Fact]
    public async Task A_mail_that_was_taken_unheard_comes_again_with_the_same_id()
    {
        await using var server = await MailServer.StartAsync();
        await using var portal = new Portal(server.Settings());
        var job = await portal.PostAsync(Posting.Mail("after@example.com"));

        await portal.FollowAsync(job, DeliveryState.Accepted);

        var mails = await server.MailsAsync(2);
        Assert.Equal(2, mails.Count);
        Assert.Single(mails.Select(mail => mail.Mail.MessageId).Distinct());
    }

    [Fact]
    public async Task A_mail_waits_for_a_server_that_is_down()
    {
        int port;
        (string, string)[] settings;
        await using (var gone = await MailServer.StartAsync())
        {
            (port, settings) = (gone.Port, gone.Settings());
        }

        await using var portal = new Portal(settings);
        var job = await portal.PostAsync(Posting.Mail("alice@example.com"), TimeSpan.FromDays(3));
        await portal.DeliverAsync();
        Assert.Equal(DeliveryState.Pending, (await portal.JobAsync(job)).State);

        await using var server = await MailServer.StartAsync("--port", $"{port}");
        await portal.FollowAsync(job, DeliveryState.Accepted);

        Assert.Single(await server.MailsAsync(1));
    }

    [Fact]
    public async Task A_mail_waits_for_a_server_that_takes_the_connection_and_says_nothing()
    {
        using var silent = new TcpListener(IPAddress.Loopback, 0);
        silent.Start();
        await using var portal = new Portal(
            ("Delivery:Email:Provider", "Smtp"),
            ("Delivery:Smtp:Host", "127.0.0.1"),
            ("Delivery:Smtp:Port", $"{((IPEndPoint)silent.LocalEndpoint).Port}"),
            ("Delivery:Smtp:Security", "None"),
            ("Delivery:Smtp:From", "no-reply@portal.example"));
        using var timeout = new CancellationTokenSource();

        var sending = portal.Get<MessageProviders>().For(DeliveryChannel.Email)
            .SendAsync(Guid.NewGuid(), Posting.Mail("alice@example.com"), timeout.Token);
        using var connection = await silent.AcceptTcpClientAsync();
        await timeout.CancelAsync();

        // Nothing was handed over, so it is sent later, and not given up as a mail of which nobody knows whether it arrived.
        Assert.Equal(new SendResult.TryLater(null, "the mail server did not answer"), await sending);
    }

    [Fact]
    public async Task An_address_that_is_none_is_given_up()
    {
        await using var server = await MailServer.StartAsync();
        await using var portal = new Portal(server.Settings());
        var job = await portal.PostAsync(Posting.Mail("alice@example.com\r\nBcc: eve@example.com"));

        await portal.DeliverAsync();

        Assert.Equal(DeliveryState.Failed, (await portal.JobAsync(job)).State);
        Assert.Empty(await server.MailsAsync(0));
    }

    private static Portal Portal(MailServer server, string security, params (string, string)[] settings) =>
        new([.. server.Settings(security), .. settings])
        {
            WithServices = services => services.Replace(ServiceDescriptor.Singleton<Func<SmtpClient>>(server.NewClient)),
        };
}
