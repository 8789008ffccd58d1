using MailKit.Net.Smtp;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using SecurityPortal.Platform.Database;

namespace SecurityPortal.Messaging.Delivery.Smtp;

internal static class SmtpServices
{
    public static void AddSmtp(this IServiceCollection services)
    {
        services.AddSettings<SmtpOptions>("Delivery:Smtp").ValidateOnStart();
        services.AddSingleton<IValidateOptions<SmtpOptions>, SmtpOptionsValidator>();
        services.TryAddSingleton<Func<SmtpClient>>(() => new SmtpClient());
        services.AddSingleton<SmtpConnections>();
        services.AddSingleton<MailWriter>();
        services.AddSingleton<IMessageProvider, SmtpProvider>();
    }
}
