using MailKit.Security;
using MimeKit;

namespace SecurityPortal.Messaging.Delivery.Smtp;

/// <summary>Reports all faults in the mail server's settings together, if mails go through it.</summary>
internal sealed class SmtpOptionsValidator(IConfiguration configuration) : IValidateOptions<SmtpOptions>
{
    public ValidateOptionsResult Validate(string? name, SmtpOptions options)
    {
        if (!new ChosenProviders(configuration).IsChosen(SmtpProvider.ProviderName))
        {
            return ValidateOptionsResult.Skip;
        }

        List<string> faults = [];
        if (Uri.CheckHostName(options.Host) == UriHostNameType.Unknown)
        {
            faults.Add($"Delivery:Smtp:Host is '{options.Host}'. Give the name of the mail server.");
        }

        if (options.Port is < 1 or > 65535)
        {
            faults.Add($"Delivery:Smtp:Port is {options.Port}. Give a port, such as 587.");
        }

        if (options.SocketOptions is null)
        {
            faults.Add($"Delivery:Smtp:Security is '{options.Security}'. Choose one of: StartTls, SslOnConnect, None.");
        }

        if (!MailboxAddress.TryParse(options.From, out var from) || from.Domain.Length == 0)
        {
            faults.Add($"Delivery:Smtp:From is '{options.From}'. Give the sender's address, such as no-reply@example.com.");
        }

        if (options.UserName.Length == 0 != (options.Password.Length == 0))
        {
            faults.Add("Delivery:Smtp:UserName and Delivery:Smtp:Password belong together: give both or neither.");
        }

        if (options.SocketOptions == SecureSocketOptions.None && options.Password.Length > 0)
        {
            faults.Add("Delivery:Smtp:Security is 'None', which would send the password unencrypted. Choose StartTls or SslOnConnect.");
        }

        return faults.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(faults);
    }
}
