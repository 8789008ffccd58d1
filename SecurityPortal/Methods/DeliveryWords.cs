using Microsoft.Extensions.Localization;
using SecurityPortal.Delivery;

namespace SecurityPortal.Methods;

/// <summary>Says how far a code got, and what to do when it did not arrive.</summary>
internal sealed class DeliveryWords(IStringLocalizer<Texts> texts)
{
    /// <param name="to">The masked destination.</param>
    /// <param name="by">The name of the method.</param>
    public string Say(CodeProgress progress, string to, string by) => progress.Step switch
    {
        CodeStep.NotSent => texts["No code was sent yet. Press \"Send a new code\"."],
        CodeStep.Sending => texts["Sending a code to {0} by {1} …", to, by],
        CodeStep.Sent => texts["Sent to {0} by {1}.", to, by],
        CodeStep.Delivered => texts["Sent to {0} by {1}. Delivered.", to, by],
        CodeStep.Failed => SayFailed(progress.Fault, to, by),
    };

    /// <summary>Says that another method sends the code now, because the one that opened by itself could not.</summary>
    /// <param name="failed">How far the code got.</param>
    /// <param name="to">The masked destination.</param>
    /// <param name="by">The name of the method that could not.</param>
    /// <param name="instead">What is sent now, as in "a text message".</param>
    public string SayInstead(CodeProgress? failed, string to, string by, string instead) =>
        failed?.Fault == DeliveryFault.NotOnWhatsApp
            ? texts["{0} cannot be reached on WhatsApp, so we send {1} instead.", to, instead]
            : texts["{0} did not reach {1}, so we send {2} instead.", by, to, instead];

    private string SayFailed(DeliveryFault fault, string to, string by) => fault switch
    {
        DeliveryFault.NotReachable =>
            texts["Not delivered: {0} is off or out of reach. Send a new code, or try another way.", to],
        DeliveryFault.CannotReceive =>
            texts["Not delivered: {0} cannot receive text messages. It may be a landline. Try another way.", to],
        DeliveryFault.NotOnWhatsApp =>
            texts["Not delivered: {0} cannot be reached on WhatsApp. Try another way.", to],
        DeliveryFault.OptedOut =>
            texts["Not delivered: {0} asked us to send nothing more. Answer START to our last message, or try another way.", to],
        DeliveryFault.RegionNotServed =>
            texts["Not delivered: we cannot send messages to the country of {0}. Try another way.", to],
        DeliveryFault.Blocked =>
            texts["Not delivered: the network stopped the message to {0}. Try another way.", to],
        DeliveryFault.ProviderDown =>
            texts["Not delivered: {0} is out of order at the moment. Try another way, or send a new code in a few minutes.", by],
        DeliveryFault.Unknown =>
            texts["Not delivered to {0}. Send a new code, or try another way.", to],
    };
}
