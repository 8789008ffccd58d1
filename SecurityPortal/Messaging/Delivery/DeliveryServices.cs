using SecurityPortal.Messaging.Delivery.Development;
using SecurityPortal.Messaging.Delivery.Limits;
using SecurityPortal.Messaging.Delivery.Smtp;
using SecurityPortal.Messaging.Delivery.Twilio;
using SecurityPortal.Messaging.Delivery.Webhooks;
using SecurityPortal.Messaging.Delivery.WhatsAppCloud;
using SecurityPortal.Platform.BackgroundJobs.Cleanup;

namespace SecurityPortal.Messaging.Delivery;

internal static class DeliveryServices
{
    public static void AddDelivery(this WebApplicationBuilder builder)
    {
        builder.Services.AddDeliveryChannel(new(DeliveryChannel.Sms, OutboxPartition.Texts, services => Limits(services).SmsPerDay));
        builder.Services.AddDeliveryChannel(new(DeliveryChannel.WhatsApp, OutboxPartition.Texts, services => Limits(services).WhatsAppPerDay));
        builder.Services.AddDeliveryChannel(new(DeliveryChannel.Email, OutboxPartition.Mail, CodesPerDay: null) { IsNeeded = true });
        builder.Services.AddSingleton<IValidateOptions<ChannelOptions>, ChannelOptionsValidator>();
        builder.Services.AddSingleton<DeliveryChannels>();
        builder.Services.AddSingleton<ChosenProviders>();
        builder.Services.AddExpiredRows<OutboxMessage>(message => message.CreatedAt, keptFor: TimeSpan.FromDays(40));
        builder.Services.AddExpiredRows<Conversion>(row => row.Period, keptFor: TimeSpan.FromDays(8));

        // Meta repeats an unanswered webhook for seven days.
        builder.Services.AddExpiredRows<ProviderCallback>(callback => callback.WorkedAt, keptFor: TimeSpan.FromDays(8));
        builder.Services.AddSingleton<Outbox>();
        builder.Services.AddSingleton<OutboxCounter>();
        builder.Services.AddSingleton<OutboxQueue>();
        builder.Services.AddSingleton<OutboxSender>();
        builder.Services.AddSingleton<MessageProviders>();
        builder.Services.AddHostedService<OutboxWorker>();
        builder.Services.AddSingleton<IMessageProvider, NoProvider>();
        builder.Services.AddSmtp();
        builder.Services.AddTwilio();
        builder.Services.AddWhatsAppCloud();
        builder.Services.AddWebhooks();
        builder.Services.AddLimits();
        builder.Services.AddHostedService<DeliveryMaintenance>();
        if (builder.Environment.IsDevelopment())
        {
            builder.Services.AddSingleton<DevelopmentProvider>();
            builder.Services.AddSingleton<IMessageProvider>(services => services.GetRequiredService<DevelopmentProvider>());
        }
    }

    /// <summary>
    /// Registers a channel, so that it can be configured (<c>Delivery:&lt;id&gt;:Provider</c>), limited and used for sending.
    /// </summary>
    public static void AddDeliveryChannel(this IServiceCollection services, ChannelDescriptor channel)
    {
        services.AddSingleton(channel);
        services.AddSettings<ChannelOptions>($"{ChosenProviders.Section}:{channel.Channel}", channel.Channel.Id).ValidateOnStart();
    }

    public static void MapDelivery(this WebApplication app)
    {
        app.MapWebhooks();
        if (app.Environment.IsDevelopment())
        {
            app.MapGet("/dev/outbox.json", (string? to, DateTimeOffset? since, DevelopmentProvider provider, CancellationToken cancellationToken) =>
                provider.ListAsync(to, cancellationToken, since)).AllowAnonymous();
        }
    }

    private static LimitOptions Limits(IServiceProvider services) =>
        services.GetRequiredService<IOptionsMonitor<LimitOptions>>().CurrentValue;
}
