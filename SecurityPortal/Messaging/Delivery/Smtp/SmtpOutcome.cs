using System.Net.Sockets;
using MailKit.Net.Smtp;
using MailKit.Security;

namespace SecurityPortal.Messaging.Delivery.Smtp;

/// <summary>Maps a mail server's refusal to an outcome. Anything else is ambiguous.</summary>
internal static class SmtpOutcome
{
    /// <summary>Nothing was handed over: later, or once the settings are right. Null for what is no fault of a connection.</summary>
    public static SendResult? OfConnecting(Exception exception) => exception switch
    {
        AuthenticationException => new SendResult.Misconfigured("the mail server refuses the user name or password"),
        SslHandshakeException => new SendResult.Misconfigured("the mail server's certificate is not trusted"),
        NotSupportedException => new SendResult.Misconfigured("the mail server offers no encryption or no way to sign in"),
        SmtpCommandException command => new SendResult.TryLater(null, Describe(command)),
        SmtpProtocolException or IOException => new SendResult.TryLater(null, "the mail server closed the connection"),
        SocketException socket => new SendResult.TryLater(null, $"no connection to the mail server ({socket.SocketErrorCode})"),
        TimeoutException => new SendResult.TryLater(null, "the mail server did not answer"),
        _ => null,
    };

    /// <summary>The server's answer to one step of a mail: 5xx is for good, 4xx for now (RFC 5321 4.2.1).</summary>
    public static SendResult OfAnswer(SmtpCommandException exception) => exception switch
    {
        { StatusCode: < (SmtpStatusCode)500 } => new SendResult.TryLater(null, Describe(exception)),
        { ErrorCode: SmtpErrorCode.SenderNotAccepted } or { StatusCode: SmtpStatusCode.AuthenticationRequired }
            => new SendResult.Misconfigured(Describe(exception)),
        _ => new SendResult.Refused(Describe(exception), DeliveryFault.CannotReceive),
    };

    // Without the server's words: they repeat the recipient's address.
    private static string Describe(SmtpCommandException exception) =>
        $"SMTP {(int)exception.StatusCode} ({exception.ErrorCode})";
}
