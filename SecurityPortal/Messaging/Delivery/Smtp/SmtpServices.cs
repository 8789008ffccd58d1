using MailKit.Net.Smtp;
using Microsoft.Extensions.DependencyInjection.Extensions;

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
