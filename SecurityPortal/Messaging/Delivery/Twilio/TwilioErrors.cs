using System.Net;

namespace SecurityPortal.Messaging.Delivery.Twilio;

/// <summary>Maps Twilio's error codes (https://www.twilio.com/docs/api/errors), in responses and in status callbacks alike.</summary>
internal static class TwilioErrors
{
    /// <summary>Maps an error response.</summary>
    public static SendResult Of(HttpStatusCode status, int? code, TimeSpan? retryAfter)
    {
        var reason = code is { } told ? TemplateFaults.Reason("Twilio", told) : $"Twilio HTTP {(int)status}";
        return (status, code) switch
        {
            (HttpStatusCode.TooManyRequests, _) or (_, 20429) => new SendResult.TryLater(retryAfter, reason),
            (_, 21611 or 30001 or 63018) => new SendResult.TryLater(retryAfter, reason),
            (HttpStatusCode.RequestTimeout or >= HttpStatusCode.InternalServerError, _) => new SendResult.Ambiguous(reason),
            (_, { } known) when FaultOf(known) is { } fault =>
                fault == DeliveryFault.ProviderDown ? new SendResult.Misconfigured(reason) : new SendResult.Refused(reason, fault),
            (HttpStatusCode.BadRequest or HttpStatusCode.UnprocessableEntity, { }) => new SendResult.Refused(reason),

            // 401, 403, 404 and redirects are about the account or the URL, not about the message.
            _ => new SendResult.Misconfigured(reason),
        };
    }

    /// <summary>Returns why a message did not arrive; null for unknown codes.</summary>
    public static DeliveryFault? FaultOf(int code) => code switch
    {
        21211 or 21214 or 21217 or 21265 or 21604 or 21614 or 30006 => DeliveryFault.CannotReceive,
        21408 or 21612 => DeliveryFault.RegionNotServed,
        21610 => DeliveryFault.OptedOut,
        30003 or 30005 or 30008 or 30009 or 30410 or 30036 => DeliveryFault.NotReachable,
        30004 or 30007 or 30450 or 63013 or 63014 => DeliveryFault.Blocked,
        63003 or 63024 or 63032 or 63033 => DeliveryFault.NotOnWhatsApp,
        20003 or 20404 or 21212 or 21603 or 21606 or 21608 or 21609 or 21617 or 21619 or 21602 or 21656 or 21703 or 21705
            or 30032 or 30034 or 30035 or 30002
            or 63007 or 63016 or 63027 or 63028 or 63030 or 63041 or 63042 or 63051 => DeliveryFault.ProviderDown,
        _ => null,
    };
}
