using MailKit.Security;

namespace SecurityPortal.Messaging.Delivery.Smtp;

/// <summary>Configuration section <c>Delivery:Smtp</c>: the server that the portal sends its mails through.</summary>
internal sealed class SmtpOptions
{
    /// <summary>The mail server.</summary>
    /// <default>none: must be set</default>
    public string Host { get; set; } = "";

    /// <summary>Its port.</summary>
    /// <value>from 1 to 65535</value>
    public int Port { get; set; } = 587;

    /// <summary>How the connection is encrypted. None is meant for a server on the same machine and allows no password.</summary>
    /// <value>StartTls, SslOnConnect, None</value>
    public string Security { get; set; } = "StartTls";

    /// <summary>The user name at the mail server. Set it together with Delivery:Smtp:Password, or not at all.</summary>
    /// <default>none</default>
    public string UserName { get; set; } = "";

    /// <summary>The password of that user.</summary>
    /// <default>none</default>
    public string Password { get; set; } = "";

    /// <summary>The sender: an address, or a name and an address in angle brackets.</summary>
    /// <default>none: must be set</default>
    public string From { get; set; } = "";

    /// <summary>
    /// Returns the MailKit option for <see cref="Security"/>; null if it is none of the three values. Never one that falls
    /// back to clear text if the server, or an attacker in between, offers no encryption.
    /// </summary>
    public SecureSocketOptions? SocketOptions => Security.ToUpperInvariant() switch
    {
        "STARTTLS" => SecureSocketOptions.StartTls,
        "SSLONCONNECT" => SecureSocketOptions.SslOnConnect,
        "NONE" => SecureSocketOptions.None,
        _ => null,
    };

    public override string ToString() => nameof(SmtpOptions);
}
