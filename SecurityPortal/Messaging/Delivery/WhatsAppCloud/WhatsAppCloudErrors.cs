using System.Net;

namespace SecurityPortal.Messaging.Delivery.WhatsAppCloud;

/// <summary>
/// Maps the error codes of Meta's Cloud API, in responses and in webhooks alike. Goes by the code, as Meta recommends, and
/// by the HTTP status only if the code is missing or unknown; never by the title.
/// </summary>
internal static class WhatsAppCloudErrors
{
    /// <summary>Maps an error response.</summary>
    public static SendResult Of(HttpStatusCode status, int? code, TimeSpan? retryAfter)
    {
        var reason = code is { } told ? TemplateFaults.Reason("WhatsApp", told) : $"WhatsApp HTTP {(int)status}";
        return (status, code) switch
        {
            (_, 4 or 80007 or 130429 or 131048 or 131056) => new SendResult.TryLater(retryAfter, reason),
            (_, 1 or 2 or 131000 or 131016) => new SendResult.Ambiguous(reason),
            (_, { } known) when FaultOf(known) is { } fault =>
                fault == DeliveryFault.ProviderDown ? new SendResult.Misconfigured(reason) : new SendResult.Refused(reason, fault),
            (HttpStatusCode.TooManyRequests, _) => new SendResult.TryLater(retryAfter, reason),
            (HttpStatusCode.RequestTimeout or >= HttpStatusCode.InternalServerError, _) => new SendResult.Ambiguous(reason),
            (HttpStatusCode.BadRequest, { }) => new SendResult.Refused(reason),
            _ => new SendResult.Misconfigured(reason),
        };
    }

    /// <summary>Returns why a message did not arrive; null for unknown codes.</summary>
    public static DeliveryFault? FaultOf(int code) => code switch
    {
        // Meta also answers 100 for a number that is not on WhatsApp.
        100 or 131021 or 131026 => DeliveryFault.NotOnWhatsApp,
        131050 => DeliveryFault.OptedOut,
        130472 or 131049 or 368 => DeliveryFault.Blocked,
        130497 => DeliveryFault.RegionNotServed,
        0 or 3 or 10 or 190 or (>= 200 and <= 299) or 33 or 131005 or 131008 or 131009 or 131030 or 131031 or 131042
            or 131047 or 131051 or 131053 or (>= 132000 and <= 132099) or 133010 => DeliveryFault.ProviderDown,
        _ => null,
    };
}
