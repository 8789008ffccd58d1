using MailKit.Security;

namespace SecurityPortal.Messaging.Delivery.Smtp;

/// <summary>Configuration section <c>Delivery:Smtp</c>: the server that takes the portal's mails.</summary>
internal sealed class SmtpOptions
{
    /// <summary>The mail server.</summary>
    /// <default>none: must be set</default>
    public string Host { get; set; } = "";

    /// <summary>Its port.</summary>
    /// <value>from 1 to 65535</value>
    public int Port { get; set; } = 587;

    /// <summary>How the connection is encrypted. None is for a server on the same machine and takes no password.</summary>
    /// <value>StartTls, SslOnConnect, None</value>
    public string Security { get; set; } = "StartTls";

    /// <summary>The name to sign in with at the mail server; with Delivery:Smtp:Password or not at all.</summary>
    /// <default>none</default>
    public string UserName { get; set; } = "";

    /// <summary>The password of that name.</summary>
    /// <default>none</default>
    public string Password { get; set; } = "";

    /// <summary>The sender: an address, or a name and an address in angle brackets.</summary>
    /// <default>none: must be set</default>
    public string From { get; set; } = "";

    /// <summary>
    /// What <see cref="Security"/> asks for; null when it is none of the three. Never one that falls back to clear
    /// text when a server, or somebody in between, offers no encryption.
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
