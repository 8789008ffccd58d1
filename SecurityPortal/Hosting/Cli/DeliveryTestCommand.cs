using System.CommandLine;
using System.Net.Mail;
using SecurityPortal.Messaging.Delivery;
using SecurityPortal.TwoFactor.PhoneNumbers;

namespace SecurityPortal.Hosting.Cli;

/// <summary>
/// Sends a test message through the outbox and the configured provider, bypassing the limits, and reports how far it gets.
/// This process sends it with its own settings, even while a portal runs on the same database. Later reports from the
/// provider are seen only if a portal that the provider can reach runs on that database.
/// </summary>
internal sealed class DeliveryTestCommand : PortalVerb
{
    private static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan Followed = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan LookEvery = TimeSpan.FromMilliseconds(500);

    private readonly Argument<string> _channel = new("channel") { Description = "sms, whatsapp or email" };
    private readonly Argument<string> _to = new("to") { Description = "a number such as +14155550123, or an address" };

    public DeliveryTestCommand()
        : base("delivery test", "sends a test message and reports whether it arrives")
    {
        Command.Add(_channel);
        Command.Add(_to);
    }

    public override async Task<int> RunAsync(VerbCall call)
    {
        var (services, output, errors) = (call.Services, call.Output, call.Errors);
        var (name, to) = (call.Given.GetValue(_channel)!, call.Given.GetValue(_to)!);
        var channels = services.GetRequiredService<DeliveryChannels>().All.Select(one => one.Channel).ToList();
        if (channels.Find(one => one.Id.Equals(name, StringComparison.OrdinalIgnoreCase)) is not { } channel)
        {
            var ids = string.Join(", ", channels.Select(one => one.Id.ToLowerInvariant()));
            await errors.WriteLineAsync($"Give a channel ({ids}) and a number such as +14155550123, or an address.");
            return Misused;
        }

        if (!services.GetRequiredService<MessageProviders>().Carries(channel))
        {
            await errors.WriteLineAsync($"Delivery:{channel}:Provider is {NoProvider.ProviderName}: nothing is sent by {channel}, and the method is not offered.");
            return 1;
        }

        if (Write(services, channel, to) is not { } message)
        {
            await errors.WriteLineAsync(channel == DeliveryChannel.Email
                ? $"'{to}' is not an email address."
                : $"'{to}' is not a mobile number. Give the full number, such as +14155550123.");
            return Misused;
        }

        // Throws if the settings are wrong, before anything is written.
        var provider = services.GetRequiredService<MessageProviders>().For(channel);
        await output.WriteLineAsync($"Sending by {channel} through {provider.Name}.");
        return await SendAsync(services, message, output);
    }

    private static OutgoingMessage? Write(IServiceProvider services, DeliveryChannel channel, string to)
    {
        var portal = services.GetRequiredService<IOptions<PortalOptions>>().Value;
        if (channel == DeliveryChannel.Email)
        {
            return MailAddress.TryCreate(to, out var address)
                ? new(channel, address.Address, $"This is a test of the email that {portal.Name} sends.") { Subject = $"Test from {portal.Name}" }
                : null;
        }

        if (services.GetRequiredService<PhoneNumberParser>().Parse(to, region: null) is not PhoneNumberResult.Parsed parsed)
        {
            return null;
        }

        // Six digits that open nothing, because message templates require a code.
        var code = RandomNumberGenerator.GetInt32(1_000_000).ToString("D6", CultureInfo.InvariantCulture);
        return new(channel, parsed.Number.E164, $"{code} is a test of the messages that {portal.Name} sends.") { Code = code };
    }

    private static async Task<int> SendAsync(IServiceProvider services, OutgoingMessage message, TextWriter output)
    {
        var factory = services.GetRequiredService<IDbContextFactory<PortalDbContext>>();
        var (queue, sender) = (services.GetRequiredService<OutboxQueue>(), services.GetRequiredService<OutboxSender>());
        var id = await PostAsync(factory, services.GetRequiredService<Outbox>(), message, queue.Owner);
        var lane = services.GetRequiredService<DeliveryChannels>().Of(message.Channel).Partition;
        var patience = (int)(Followed / LookEvery);
        string? told = null;
        DeliveryState state;
        do
        {
            if (await queue.ClaimAsync(lane, id, CancellationToken.None) is { } claimed)
            {
                await sender.SendAsync(claimed, CancellationToken.None);
            }

            var row = await ReadAsync(factory, id);
            state = row.State;
            var line = $"{state}{(row.ProviderId is null ? "" : $" ({row.ProviderId})")}{(row.Error is null ? "" : $": {row.Error}")}";
            if (line != told)
            {
                await output.WriteLineAsync(told = line);
            }

            // A mail server reports nothing more about an email that it has accepted.
            if (state > DeliveryState.Accepted || (state == DeliveryState.Accepted && message.Channel == DeliveryChannel.Email))
            {
                break;
            }

            await Task.Delay(LookEvery);
        }
        while (--patience > 0);
        return state is DeliveryState.Accepted or DeliveryState.Delivered ? 0 : 1;
    }

    private static async Task<Guid> PostAsync(
        IDbContextFactory<PortalDbContext> factory, Outbox outbox, OutgoingMessage message, Guid owner)
    {
        await using var db = await factory.CreateDbContextAsync();
        await using var transaction = await db.Database.BeginTransactionAsync();
        var id = await outbox.AddAsync(db, userId: "", $"operator:{Guid.NewGuid():N}", message, Lifetime, onlyBy: owner);
        await db.SaveChangesAsync();
        await transaction.CommitAsync();
        return id;
    }

    private static async Task<OutboxMessage> ReadAsync(IDbContextFactory<PortalDbContext> factory, Guid id)
    {
        await using var db = await factory.CreateDbContextAsync();
        return await db.Set<OutboxMessage>().AsNoTracking().SingleAsync(row => row.Id == id);
    }
}
