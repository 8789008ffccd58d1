using SecurityPortal.Messaging.Delivery;

namespace SecurityPortal.TwoFactor.Verification;

/// <summary>Says how far a code got, and what to do if it did not arrive.</summary>
internal sealed class DeliveryTexts(IStringLocalizer<Texts> texts)
{
    /// <param name="to">The masked destination.</param>
    /// <param name="by">The name of the method, used only when its provider is down; otherwise the page already shows it above.</param>
    public string Say(CodeProgress progress, string to, string by) => progress.Step switch
    {
        CodeStep.NotSent => texts["No code has been sent yet. Press \"Send a new code\"."],
        CodeStep.Sending => texts["Sending a code to {0} …", to],
        CodeStep.Sent => texts["Sent to {0}.", to],
        CodeStep.Delivered => texts["Sent to {0}. Delivered.", to],
        CodeStep.Failed => SayFailed(progress.Fault, to, by),
    };

    /// <summary>Says that another method is sending the code, because the one that opened first could not.</summary>
    /// <param name="failed">How far the code got.</param>
    /// <param name="to">The masked destination.</param>
    /// <param name="by">The name of the method that failed.</param>
    /// <param name="instead">What is being sent instead, such as "a text message".</param>
    public string SayInstead(CodeProgress? failed, string to, string by, string instead) =>
        failed?.Fault == DeliveryFault.NotOnWhatsApp
            ? texts["We couldn't reach {0} on WhatsApp, so we're sending {1} instead.", to, instead]
            : texts["{0} didn't reach {1}, so we're sending {2} instead.", by, to, instead];

    private string SayFailed(DeliveryFault fault, string to, string by) => fault switch
    {
        DeliveryFault.NotReachable =>
            texts["Not delivered: {0} is switched off or has no signal. Send a new code, or try another way.", to],
        DeliveryFault.CannotReceive =>
            texts["Not delivered: {0} can't receive text messages. It may be a landline. Try another way.", to],
        DeliveryFault.NotOnWhatsApp =>
            texts["Not delivered: we can't reach {0} on WhatsApp. Try another way.", to],
        DeliveryFault.OptedOut =>
            texts["Not delivered: {0} opted out of our messages. Reply START to our last message, or try another way.", to],
        DeliveryFault.RegionNotServed =>
            texts["Not delivered: {0} is in a country that we can't send messages to. Try another way.", to],
        DeliveryFault.Blocked =>
            texts["Not delivered: the phone network blocked the message to {0}. Try another way.", to],
        DeliveryFault.ProviderDown =>
            texts["Not delivered: {0} isn't working at the moment. Try another way, or send a new code in a few minutes.", by],
        DeliveryFault.Unknown =>
            texts["Not delivered to {0}. Send a new code, or try another way.", to],
    };
}
