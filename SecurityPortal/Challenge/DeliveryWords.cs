using Microsoft.Extensions.Localization;
using SecurityPortal.Methods;

namespace SecurityPortal.Challenge;

/// <summary>Says how far a code got.</summary>
internal sealed class DeliveryWords(IStringLocalizer<Texts> texts)
{
    public string Say(CodeStep step, StepChoice choice)
    {
        var (to, by) = (choice.Hint ?? "", choice.Method.Name);
        return step switch
        {
            CodeStep.NotSent => texts["No code was sent yet. Press \"Send a new code\"."],
            CodeStep.Sending => texts["Sending a code to {0} by {1} …", to, by],
            CodeStep.Sent => texts["Sent to {0} by {1}.", to, by],
            CodeStep.Delivered => texts["Sent to {0} by {1}. Delivered.", to, by],
            CodeStep.Failed => texts["Not delivered to {0}. Send a new code, or try another way.", to],
        };
    }
}
