namespace SecurityPortal.Messaging.Delivery;

/// <summary>
/// Messages about delivery in the operator's log. They never contain an address or a text. Critical ones are worth waking somebody for.
/// </summary>
internal static partial class Log
{
    [LoggerMessage(2001, LogLevel.Error, "The outbox could not be processed; trying again.")]
    public static partial void OutboxFailed(this ILogger logger, Exception exception);

    [LoggerMessage(2002, LogLevel.Error, "Message {Id} cannot be decrypted. Is the key ring the one it was written with?")]
    public static partial void MessageUnreadable(this ILogger logger, Guid id, Exception exception);

    [LoggerMessage(2003, LogLevel.Warning, "Handing over message {Id} by {Channel} was interrupted ({Reason}); the portal will look it up.")]
    public static partial void HandOverInterrupted(this ILogger logger, Guid id, DeliveryChannel channel, string reason);

    [LoggerMessage(2004, LogLevel.Warning, "Message {Id} by {Channel} was refused: {Reason}")]
    public static partial void MessageRefused(this ILogger logger, Guid id, DeliveryChannel channel, string reason);

    [LoggerMessage(2005, LogLevel.Critical, "The provider for {Channel} refuses us: {Reason}. Check its settings.")]
    public static partial void ProviderRefusesUs(this ILogger logger, DeliveryChannel channel, string reason);

    [LoggerMessage(2006, LogLevel.Warning, "It is unknown whether message {Id} by {Channel} arrived; the portal gave up on it.")]
    public static partial void MessageLost(this ILogger logger, Guid id, DeliveryChannel channel);

    [LoggerMessage(2007, LogLevel.Error, "{Count} callbacks from providers could not be stored; the providers were told and will send them again.")]
    public static partial void CallbacksNotStored(this ILogger logger, int count, Exception exception);

    [LoggerMessage(2008, LogLevel.Error, "The callbacks from providers could not be processed; trying again.")]
    public static partial void CallbacksFailed(this ILogger logger, Exception exception);

    [LoggerMessage(2009, LogLevel.Critical, "Today's limit of {Max} messages by {Channel} is reached; no more codes are sent by it today.")]
    public static partial void BudgetSpent(this ILogger logger, DeliveryChannel channel, int max);

    [LoggerMessage(2010, LogLevel.Warning, "Too many codes by {Channel} are requested for one block of numbers: {Block}.")]
    public static partial void PrefixLimitReached(this ILogger logger, DeliveryChannel channel, string block);

    [LoggerMessage(2011, LogLevel.Critical, "Codes by {Channel} for {Kind} to numbers that begin with {Prefix} are stopped for some hours: {Reason}. See 'SecurityPortal delivery stops'.")]
    public static partial void PrefixStopped(this ILogger logger, DeliveryChannel channel, string kind, string prefix, string reason);

    [LoggerMessage(2012, LogLevel.Critical, "Few codes sent by {Channel} to {Region} are entered: {Entered} of {Sent}.")]
    public static partial void FewCodesComeBack(this ILogger logger, DeliveryChannel channel, string region, int entered, int sent);

    [LoggerMessage(2013, LogLevel.Error, "Conversion rates could not be checked, or the outbox not measured; trying again.")]
    public static partial void HousekeepingFailed(this ILogger logger, Exception exception);

    [LoggerMessage(2017, LogLevel.Critical, "{Provider} took a message and refuses us now: {Reason}. Check its settings.")]
    public static partial void ProviderRefusedLater(this ILogger logger, string provider, string reason);

    [LoggerMessage(2015, LogLevel.Critical, "WhatsApp says of the template '{Template}' ({Language}): {Event} ({Reason}). Codes by WhatsApp do not get out until it is approved.")]
    public static partial void TemplateFails(this ILogger logger, string template, string language, string @event, string reason);

    [LoggerMessage(2016, LogLevel.Warning, "WhatsApp says of the template '{Template}': {Event}. Codes by WhatsApp get out again.")]
    public static partial void TemplateServes(this ILogger logger, string template, string @event);

    [LoggerMessage(2018, LogLevel.Critical, "WhatsApp does not take the content template {ContentSid} at Twilio: {State} ({Reason}). Codes by WhatsApp do not get out until it is approved.")]
    public static partial void ContentFails(this ILogger logger, string contentSid, string state, string reason);

    [LoggerMessage(2019, LogLevel.Warning, "WhatsApp takes the content template {ContentSid} at Twilio again. Codes by WhatsApp get out again.")]
    public static partial void ContentServes(this ILogger logger, string contentSid);

    [LoggerMessage(2014, LogLevel.Warning, "Delivery:Limits:Countries is empty: codes go to no country at all.")]
    public static partial void NoCountryIsServed(this ILogger logger);
}
