using MailKit.Security;

namespace SecurityPortal.Messaging.Delivery.Smtp;

/// <summary>Configuration section <c>Delivery:Smtp</c>: the server that takes the portal's mails.</summary>
internal sealed class SmtpOptions
{
    public string Host { get; set; } = "";

    public int Port { get; set; } = 587;

    /// <summary><c>StartTls</c>, <c>SslOnConnect</c>, or <c>None</c> for a server on the same machine.</summary>
    public string Security { get; set; } = "StartTls";

    public string UserName { get; set; } = "";

    public string Password { get; set; } = "";

    /// <summary>The sender, as <c>no-reply@example.com</c> or <c>A name &lt;no-reply@example.com&gt;</c>.</summary>
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
