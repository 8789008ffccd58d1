using System.Net.Sockets;
using MailKit.Net.Smtp;
using MailKit.Security;

namespace SecurityPortal.Messaging.Delivery.Smtp;

/// <summary>Maps a mail server's refusal to an outcome. Anything else is ambiguous.</summary>
internal static class SmtpOutcome
{
    /// <summary>
    /// Maps a failure to connect: nothing was handed over, so the message is sent later, or once the settings are right.
    /// Returns null for an exception that is not about the connection.
    /// </summary>
    public static SendResult? OfConnecting(Exception exception) => exception switch
    {
        AuthenticationException => new SendResult.Misconfigured("the mail server refuses the user name or password"),
        SslHandshakeException => new SendResult.Misconfigured("the mail server's certificate is not trusted"),
        NotSupportedException => new SendResult.Misconfigured("the mail server offers no encryption or no way to sign in"),
        SmtpCommandException command => new SendResult.TryLater(null, Describe(command)),
        SmtpProtocolException or IOException => new SendResult.TryLater(null, "the mail server closed the connection"),
        SocketException socket => new SendResult.TryLater(null, $"no connection to the mail server ({socket.SocketErrorCode})"),
        TimeoutException or OperationCanceledException => new SendResult.TryLater(null, "the mail server did not answer"),
        _ => null,
    };

    /// <summary>Maps the server's reply to an SMTP command: 5xx is permanent, 4xx temporary (RFC 5321 4.2.1).</summary>
    public static SendResult OfAnswer(SmtpCommandException exception) => exception switch
    {
        { StatusCode: < (SmtpStatusCode)500 } => new SendResult.TryLater(null, Describe(exception)),
        { ErrorCode: SmtpErrorCode.SenderNotAccepted } or { StatusCode: SmtpStatusCode.AuthenticationRequired }
            => new SendResult.Misconfigured(Describe(exception)),
        _ => new SendResult.Refused(Describe(exception), DeliveryFault.CannotReceive),
    };

    // Without the server's text, which repeats the recipient's address.
    private static string Describe(SmtpCommandException exception) =>
        $"SMTP {(int)exception.StatusCode} ({exception.ErrorCode})";
}
